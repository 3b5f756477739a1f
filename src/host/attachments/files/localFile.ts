import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, realpath, stat, type FileHandle } from 'node:fs/promises';
import type { UploadLimits } from './uploadLimits';
import { beginningBytes, endingOf, isListed, matchesContent } from './fileTypes';
import { FileError } from './uploadProblem';

/** A file as it was when it was checked. */
export interface LocalFile {
  /** Without symbolic links. */
  readonly path: string;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  readonly beginning: Uint8Array;
}

const chunkBytes = 64 * 1024;

/** Never waits for the other end of a pipe, and follows no link that has taken the place of the file. */
const openFlags =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);

/** Checks a file before anything of it is sent. Throws {@link FileError}. `name` is the name that is sent. */
export async function checkFile(path: string, name: string, limits: UploadLimits): Promise<LocalFile> {
  const real = await realpath(path).catch((error: unknown) => {
    throw errorOf(error);
  });
  await using handle = await opened(real);
  const { size, mtimeMs } = await handle.stat();
  if (size === 0) throw new FileError({ reason: 'empty' });
  if (size > limits.megabytes * 1024 * 1024)
    throw new FileError({ reason: 'tooLarge', megabytes: limits.megabytes });
  const beginning = Buffer.alloc(Math.min(size, beginningBytes));
  const { bytesRead } = await handle.read(beginning, 0, beginning.length, 0);
  checkType(name, beginning, limits);
  return { path: real, size, modifiedAt: mtimeMs, beginning: beginning.subarray(0, bytesRead) };
}

function checkType(name: string, beginning: Uint8Array, { hasTypes }: UploadLimits): void {
  const ending = endingOf(name);
  if (!hasTypes) return;
  if (!isListed(ending)) throw new FileError({ reason: 'typeNotListed', ending });
  if (!matchesContent(ending, beginning)) throw new FileError({ reason: 'otherContent', ending });
}

/**
 * Reads a file from its beginning to its end. Throws {@link FileError} if it is no longer as it was when it was checked: before
 * the last chunk is yielded, so that the service never receives a complete file that is a mixture of two.
 *
 * @param nextBuffer the memory for a chunk; by default each chunk has its own.
 */
export async function* readFile(file: LocalFile, nextBuffer = newBuffer): AsyncIterable<Uint8Array> {
  await using handle = await opened(file.path);
  await checkUnchanged(handle, file);
  let rest = file.size;
  while (rest > 0) {
    const buffer = nextBuffer();
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, rest), file.size - rest);
    if (bytesRead === 0) throw new FileError({ reason: 'changed' });
    rest -= bytesRead;
    if (rest === 0) await checkUnchanged(handle, file);
    yield buffer.subarray(0, bytesRead);
  }
}

function newBuffer(): Buffer {
  return Buffer.allocUnsafe(chunkBytes);
}

/** The SHA-256 of a file in hexadecimal digits. Throws {@link FileError}. */
export async function hashOf(file: LocalFile, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const buffer = newBuffer();
  for await (const chunk of readFile(file, () => buffer)) {
    signal.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}

async function checkUnchanged(handle: FileHandle, file: LocalFile): Promise<void> {
  const [now, there] = await Promise.all([handle.stat(), stat(file.path).catch(() => undefined)]);
  if (!there) throw new FileError({ reason: 'removed' });
  if (now.size !== file.size || now.mtimeMs !== file.modifiedAt || there.ino !== now.ino)
    throw new FileError({ reason: 'changed' });
}

/** Opens a regular file. Throws {@link FileError}. */
async function opened(path: string): Promise<FileHandle & AsyncDisposable> {
  const handle = await open(path, openFlags).catch((error: unknown) => {
    throw errorOf(error);
  });
  if (!(await handle.stat()).isFile()) {
    await handle.close();
    throw new FileError({ reason: 'notAFile' });
  }
  return handle;
}

function errorOf(error: unknown): FileError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new FileError({ reason: 'missing' });
  if (code === 'ENXIO' || code === 'EISDIR' || code === 'ELOOP') return new FileError({ reason: 'notAFile' });
  return new FileError({ reason: 'unreadable' });
}
