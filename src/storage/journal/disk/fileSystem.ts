import { setTimeout as sleep } from 'node:timers/promises';
import * as promises from 'node:fs/promises';
import { constants, watch } from 'node:fs';
import type { Disposable } from '../../../shared/emitter';

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

/** Does not follow links. Windows has no such flag; there `lstat` is called before opening. */
const noFollow = (constants as Partial<typeof constants>).O_NOFOLLOW ?? 0;

export const openFlags = {
  read: constants.O_RDONLY | noFollow,
  /** Every write appends to the current end of the file, atomically, so that windows do not overwrite each other. */
  append: constants.O_WRONLY | constants.O_APPEND | noFollow,
  appendOrCreate: constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | noFollow,
  createNew: constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noFollow,
} as const;

/** Accessible to the user only. */
export const fileMode = 0o600;
export const directoryMode = 0o700;

/** The code of a system error, such as `ENOSPC`; `unknown` for other errors. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/** The result, or `undefined` if the file does not exist. Throws other errors. */
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
 * Makes new names in a directory survive a power failure. Not supported and not needed on Windows. Errors are ignored,
 * because the names survive the end of the process in any case.
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
 * Replaces a file atomically: readers see the old or the new content. Not synced, so only for content that can be
 * recreated. `temporary` must be on the same disk and unique.
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

/** Interval of the calls of `watchDirectory` if the system cannot watch, in milliseconds. */
const pollInterval = 1_000;

/**
 * Calls back with the name of each file that changes in a directory. If the system cannot watch (network drives, no
 * watches left), calls back once a second without a name.
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

/** Appends bytes to a file in one write. Creates the file with access for the user only. */
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
