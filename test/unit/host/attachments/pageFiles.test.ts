import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemporaryFiles } from '../../../../src/host/attachments/files/temporaryFiles';
import { PageFiles } from '../../../../src/host/attachments/pageFiles';
import { temporaryFolder } from '../../../support/temporaryFolder';

describe('A file of a page', () => {
  let folder: string;
  let files: PageFiles;
  beforeEach(() => {
    folder = join(temporaryFolder('coze-page-files-'), 'attachments');
    let count = 0;
    files = new PageFiles(new TemporaryFiles(folder, () => String(++count)));
    files.expect('a', 6);
  });

  const chunk = (index: number, text: string, isLast = false) => ({
    id: 'a',
    index,
    data: Buffer.from(text).toString('base64'),
    isLast,
  });

  it('is written as its chunks arrive, readable by this user only', async () => {
    assert.deepEqual(await Promise.all([files.add(chunk(0, 'abc')), files.add(chunk(1, 'd'))]), [
      'more',
      'more',
    ]);
    assert.equal(files.received, 4);
    const added = await files.add(chunk(2, 'ef', true));
    const path = typeof added === 'object' ? added.path : '';
    assert.equal(readFileSync(path, 'utf8'), 'abcdef');
    if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  const broken: readonly (readonly [string, readonly ReturnType<typeof chunk>[]])[] = [
    ['in another order', [chunk(1, 'abc')]],
    ['twice', [chunk(0, 'abc'), chunk(0, 'abc')]],
    ['with more bytes than its size', [chunk(0, 'abcdefg', true)]],
    ['with fewer bytes than its size', [chunk(0, 'abc'), chunk(1, 'd', true)]],
    ['without an end', [chunk(0, 'abcdef')]],
  ];
  for (const [what, chunks] of broken) {
    it(`is broken if its chunks come ${what}, and no part of it stays on disk`, async () => {
      const results: unknown[] = [];
      for (const each of chunks) results.push(await files.add(each));
      assert.equal(results.at(-1), 'broken');
      assert.deepEqual(existsSync(folder) ? readdirSync(folder) : [], []);
      assert.equal(await files.add(chunk(9, 'x')), 'more');
    });
  }

  it('is unwritten where the disk refuses it, and can be attached again when it does not', async () => {
    writeFileSync(folder, 'no folder');
    assert.equal(await files.add(chunk(0, 'abc')), 'unwritten');
    assert.equal(await files.add(chunk(1, 'def', true)), 'more', 'the rest is passed over');
    rmSync(folder);
    files.expect('a', 6);
    assert.equal(typeof (await files.add(chunk(0, 'abcdef', true))), 'object');
  });

  it('is written although the folder was deleted after another file', async () => {
    await files.add(chunk(0, 'abcdef', true));
    rmSync(folder, { recursive: true });
    files.expect('a', 6);
    assert.equal(typeof (await files.add(chunk(0, 'abcdef', true))), 'object');
  });

  it('is removed from disk when it is no longer wanted', async () => {
    await files.add(chunk(0, 'abc'));
    await files.forget('a');
    assert.deepEqual(readdirSync(folder), []);
  });
});
