import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newWriterId } from '../../../src/storage/journal/writerId';
import { withLease } from '../../../src/storage/lease';
import { temporaryFolder } from '../../support/temporaryFolder';

const lifeMs = 30_000;

describe('withLease', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = temporaryFolder('coze-lease-');
    path = join(folder, 'below', 'lease');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const hold = <T>(work: () => Promise<T>, life = lifeMs) => withLease(path, newWriterId('0123'), life, work);

  it('runs one piece of work at a time', async () => {
    let running = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++running);
      await sleep(5);
      running--;
    };
    await Promise.all(Array.from({ length: 5 }, () => hold(work)));
    assert.equal(most, 1);
  });

  it('removes the file, also if the work fails', async () => {
    await assert.rejects(
      hold(() => Promise.reject(new Error('failed'))),
      /failed/,
    );
    assert.deepEqual(await readdir(join(folder, 'below')), []);
  });

  it('takes over from a process that has ended', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    const dead = newWriterId('0123').replace(/\d+$/, String(child.pid));
    await hold(() => Promise.resolve());
    await writeFile(path, dead);
    assert.equal(await hold(() => readFile(path, 'utf8')), newWriterId('0123'));
  });

  it('takes over from a process that holds it for too long', async () => {
    await hold(() => Promise.resolve());
    await writeFile(path, newWriterId('4567'));
    const before = Date.now() / 1_000 - lifeMs / 1_000 - 10;
    await utimes(path, before, before);
    assert.equal(await hold(() => Promise.resolve('done')), 'done');
  });

  it('does not wait for longer than its life', async () => {
    await hold(() => Promise.resolve());
    await writeFile(path, newWriterId('4567'));
    const later = Date.now() / 1_000 + 3_600;
    await utimes(path, later, later);
    assert.equal(await hold(() => Promise.resolve('done'), 200), 'done');
  });

  it('runs the work without the file if the disk refuses it', async () => {
    await writeFile(join(folder, 'below'), 'a file in the place of the folder');
    assert.equal(await hold(() => Promise.resolve('done')), 'done');
  });
});
