import { setTimeout as sleep } from 'node:timers/promises';
import * as promises from 'node:fs/promises';
import { constants, watch } from 'node:fs';
import type { Disposable } from '../../shared/emitter';

/**
 * The part of `node:fs/promises` that the store uses, call for call. It exists so that a test can stop the process after
 * the k-th call or let one fail; the product always uses {@link nodeFileSystem}.
 */
export type FileSystem = Pick<
  typeof promises,
  | 'chmod'
  | 'copyFile'
  | 'link'
  | 'lstat'
  | 'mkdir'
  | 'open'
  | 'readdir'
  | 'readFile'
  | 'rename'
  | 'rm'
  | 'unlink'
  | 'utimes'
>;

export const nodeFileSystem: FileSystem = promises;

/** Never follows a link in place of the file. Windows knows no such flag; there `lstat` before opening has to do. */
const noFollow = (constants as Partial<typeof constants>).O_NOFOLLOW ?? 0;

export const openFlags = {
  read: constants.O_RDONLY | noFollow,
  /** Every write goes to the current end of the file, atomically: two windows cannot overwrite each other. */
  append: constants.O_WRONLY | constants.O_APPEND | noFollow,
  appendOrCreate: constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | noFollow,
  createNew: constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noFollow,
} as const;

/** For the user alone. */
export const fileMode = 0o600;
export const directoryMode = 0o700;

/** The system's word for what went wrong, such as `ENOSPC`; `unknown` for anything that is not a system error. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/** The result, or `undefined` where the file is not there. Every other trouble is thrown. */
export async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/**
 * Renames a file. Tries again after 5, 10, … 160 ms while another program (a virus scanner, an indexer) holds it on Windows.
 * Replaces the target if there is one.
 */
export async function renameFile(files: FileSystem, from: string, to: string): Promise<void> {
  for (let delay = 5; ; delay *= 2) {
    try {
      await files.rename(from, to);
      return;
    } catch (error) {
      const code = errorCode(error);
      const isHeld = code === 'EPERM' || code === 'EBUSY' || code === 'EACCES';
      if (!isHeld || delay > 160) throw error;
      await sleep(delay);
    }
  }
}

/**
 * Makes new names in a directory survive a power failure. Windows cannot and need not; where it fails, the names still
 * survive the end of this process, so it is not worth an alarm.
 */
export async function syncDirectory(files: FileSystem, directory: string): Promise<void> {
  try {
    const handle = await files.open(directory, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errorCode(error) === 'unknown') throw error;
  }
}

/**
 * Replaces a file atomically: a reader sees the old or the new content, never a part. Not synced, so only for content that
 * can be made again. `temporary` must be on the same disk and unique.
 */
export async function replaceFile(
  files: FileSystem,
  path: string,
  content: Uint8Array,
  temporary: string,
): Promise<void> {
  try {
    const handle = await files.open(temporary, openFlags.createNew, fileMode);
    try {
      await handle.writeFile(content);
    } finally {
      await handle.close();
    }
    await renameFile(files, temporary, path);
  } catch (error) {
    await unlessMissing(files.unlink(temporary));
    throw error;
  }
}

/** How often `watchDirectory` calls back where the system cannot watch, in milliseconds. */
const pollInterval = 1_000;

/**
 * Calls back with the name of each file that changes in a directory. Where the system cannot watch (network drives, no
 * watches left), it calls back once a second without a name.
 */
export function watchDirectory(directory: string, onChange: (name: string | undefined) => void): Disposable {
  let poll: NodeJS.Timeout | undefined;
  const startPolling = () => {
    poll ??= setInterval(() => onChange(undefined), pollInterval).unref();
  };
  try {
    const watcher = watch(directory, { persistent: false }, (_kind, name) => onChange(name ?? undefined));
    let isDisposed = false;
    watcher.on('error', () => {
      watcher.close();
      if (!isDisposed) startPolling();
    });
    return {
      dispose: () => {
        isDisposed = true;
        watcher.close();
        clearInterval(poll);
      },
    };
  } catch (error) {
    if (errorCode(error) === 'unknown') throw error;
    startPolling();
    return { dispose: () => clearInterval(poll) };
  }
}

/** Appends bytes to a file in one write; creates the file for the user alone. */
export async function appendToFile(files: FileSystem, path: string, bytes: Uint8Array): Promise<void> {
  const handle = await files.open(path, openFlags.appendOrCreate, fileMode);
  try {
    await handle.writeFile(bytes);
  } finally {
    await handle.close();
  }
}

/** Restricts a directory to the user. Leaves a directory of another user unchanged. */
export async function closeToOthers(files: FileSystem, directory: string): Promise<void> {
  try {
    await files.chmod(directory, directoryMode);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') throw error;
  }
}
