import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TypedTexts } from '../../../../src/storage/conversations/typedTexts';
import { temporaryFolder } from '../../../support/temporaryFolder';
import { FaultyFiles } from '../faultyFiles';

describe('texts that were typed and not sent', () => {
  let directory: string;
  const troubles: unknown[] = [];
  const open = () =>
    new TypedTexts({ directory: join(directory, 'kept'), onDiskError: (error) => troubles.push(error) });
  const entry = (id: string, at: number, value = `${id} ${String(at)}`) => ({ id, at, value });

  beforeEach(() => {
    directory = temporaryFolder('coze-typed-');
    troubles.length = 0;
  });

  afterEach(async () => {
    assert.deepEqual(troubles, []);
    await rm(directory, { recursive: true });
  });

  it('are there for another process, the newest of each', async () => {
    const first = open();
    assert.deepEqual(await first.of(['']), []);
    for (let at = 1; at <= 20; at++) first.keep(entry('c1', at));
    first.keep(entry('', 5));
    first.keep(entry('c1', 3));
    await first.flush();
    assert.deepEqual(await open().of(['', 'c1', 'unknown']), [entry('', 5), entry('c1', 20)]);
    assert.deepEqual(await readdir(join(directory, 'kept')), ['typed.json']);
  });

  it('are there once the disk gives them', async () => {
    const first = open();
    first.keep(entry('c1', 1));
    await first.flush();
    const disk = new FaultyFiles();
    const read: unknown[] = [];
    const second = new TypedTexts({
      directory: join(directory, 'kept'),
      files: disk.files,
      onDiskError: (error) => read.push(error),
    });
    disk.fail('readFile', 'EMFILE');
    assert.deepEqual(await second.of(['c1']), []);
    assert.equal(read.length, 1);
    disk.heal();
    assert.deepEqual(await second.of(['c1']), [entry('c1', 1)]);
  });

  it('of two windows are kept side by side', async () => {
    const [first, second] = [open(), open()];
    await Promise.all([first.of([]), second.of([])]);
    first.keep(entry('a', 1));
    await first.flush();
    second.keep(entry('b', 2));
    second.keep(entry('a', 0));
    await second.flush();
    assert.deepEqual(await open().of(['a', 'b']), [entry('a', 1), entry('b', 2)]);
  });

  it('are the newest fifty', async () => {
    const texts = open();
    for (let at = 1; at <= 60; at++) texts.keep(entry(`c${String(at)}`, at));
    await texts.flush();
    const again = open();
    assert.deepEqual(await again.of(['c10']), []);
    assert.deepEqual(await again.of(['c11', 'c60']), [entry('c11', 11), entry('c60', 60)]);
  });

  it('are none where the file is damaged, and are kept again', async () => {
    const texts = open();
    texts.keep(entry('a', 1));
    await texts.flush();
    await writeFile(join(directory, 'kept', 'typed.json'), '[{"id":"a","at":"x"},{"id":');
    const again = open();
    assert.deepEqual(await again.of(['a']), []);
    again.keep(entry('a', 2));
    await again.flush();
    assert.deepEqual(await open().of(['a']), [entry('a', 2)]);
  });
});
