import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OpenedFiles } from '../../../../src/host/media/openedFiles';
import { temporaryFolder } from '../../../support/temporaryFolder';

describe('The copies of media open in an editor', () => {
  let folder = '';
  let next = 0;
  const newId = () => String(next++);
  const bytes = Buffer.from('a,b\n');

  beforeEach(() => (folder = join(temporaryFolder('opened-'), 'media')));

  it('have the name and the bytes, and can be read by this user only', async () => {
    const opened = new OpenedFiles(folder, newId);
    const [one, other] = [await opened.create('a.csv', bytes), await opened.create('a.csv', bytes)];
    assert.notEqual(one, other);
    assert.equal(basename(one), 'a.csv');
    assert.deepEqual(await readFile(one), bytes);
    assert.equal((await stat(one)).mode & 0o777, 0o400);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
  });

  it('are removed after a day', async () => {
    const opened = new OpenedFiles(folder, newId);
    const [old, fresh] = [await opened.create('old.csv', bytes), await opened.create('fresh.csv', bytes)];
    const yesterday = Date.now() / 1_000 - 25 * 60 * 60;
    await utimes(dirname(old), yesterday, yesterday);
    await new OpenedFiles(folder, newId).create('c.csv', bytes);
    assert.equal(existsSync(old), false);
    assert.equal(existsSync(fresh), true);
  });

  it('are removed beyond their maximum, the oldest first', async () => {
    const opened = new OpenedFiles(folder, newId, 3);
    const paths: string[] = [];
    for (let age = 9; age >= 0; age--) {
      const path = await opened.create(`${String(age)}.csv`, bytes);
      paths.push(path);
      const at = Date.now() / 1_000 - age * 60;
      await utimes(dirname(path), at, at);
    }
    assert.equal((await readdir(folder)).length, 3);
    assert.deepEqual(paths.slice(-3).map(existsSync), [true, true, true]);
  });
});
