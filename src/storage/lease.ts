import { setTimeout as sleep } from 'node:timers/promises';
import { mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { directoryMode, errorCode, fileMode, openFlags, unlessMissing } from './journal/disk/fileSystem';
import { isWriterGone } from './journal/writerId';

/** Time between two looks at a lease of another process, in milliseconds. */
const lookMs = 50;

/**
 * Runs `work` while no other process of this computer does: the file at `path` exists for that time and names the process.
 * Waits for the file of another process, unless that process has ended or the file is older than `lifeMs`. If the disk
 * refuses the file, or after a wait of `lifeMs`, `work` runs without it.
 *
 * @param writer from `newWriterId`
 * @param lifeMs longer than `work` can take, in milliseconds
 */
export async function withLease<T>(
  path: string,
  writer: string,
  lifeMs: number,
  work: () => Promise<T>,
): Promise<T> {
  const isHeld = await take(path, writer, lifeMs);
  try {
    return await work();
  } finally {
    if (isHeld) await unlessMissing(unlink(path)).catch(() => undefined);
  }
}

/** Resolves to true when the file was created, and to false if the disk refuses it or after `lifeMs`. */
async function take(path: string, writer: string, lifeMs: number): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: directoryMode }).catch(() => undefined);
  const giveUpAt = Date.now() + lifeMs;
  while (Date.now() < giveUpAt) {
    try {
      const handle = await open(path, openFlags.createNew, fileMode);
      try {
        await handle.writeFile(writer);
      } finally {
        await handle.close();
      }
      return true;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') return false;
    }
    if (await isAbandoned(path, lifeMs)) await unlessMissing(unlink(path)).catch(() => undefined);
    else await sleep(lookMs);
  }
  return false;
}

async function isAbandoned(path: string, lifeMs: number): Promise<boolean> {
  const [writer, file] = await Promise.all([
    unlessMissing(readFile(path, 'utf8')),
    unlessMissing(stat(path)),
  ]).catch(() => []);
  if (writer === undefined || !file) return false;
  return isWriterGone(writer) || Date.now() - file.mtimeMs > lifeMs;
}
