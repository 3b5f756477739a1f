import type { FileSystem } from './fileSystem';
import { openFlags } from './fileSystem';

/**
 * Everything else in this process waits while one piece is taken apart: with small records that is about 10 ms for this size,
 * in bytes.
 */
const chunkSize = 64 * 1024;

/** Takes bytes one after another; they are reused afterwards. */
export interface ByteSink {
  push(chunk: Buffer): void | Promise<void>;
}

/** Which file this is and how much it holds: changes whenever anything is written, also by another window. */
export interface FileState {
  /** Names the file itself; a new file in its place has another one. */
  readonly identity: string;
  readonly size: number;
  /** Milliseconds since the epoch, by the file system's clock: never to be compared with the clock of this computer. */
  readonly touchedAt: number;
  /** Changes with every write: what was derived from the file under another stamp is out of date. */
  readonly stamp: string;
}

/** Identifies the file within its directory. Without the device, which Windows has reported in two ways for one file. */
export function identityOf(stat: { readonly ino: bigint }): string {
  return String(stat.ino);
}

/** What a path stands for, without following a link. */
export async function stateOf(
  files: FileSystem,
  path: string,
): Promise<FileState & { readonly isFile: boolean }> {
  const stat = await files.lstat(path, { bigint: true });
  return {
    identity: identityOf(stat),
    size: Number(stat.size),
    touchedAt: Number(stat.mtimeMs),
    stamp: `${stat.ino}.${stat.size}.${stat.mtimeNs}`,
    isFile: stat.isFile(),
  };
}

/**
 * Pushes the bytes of a file from `from` to `to` (or its end) into a sink and returns where it ended. Reads in pieces, and
 * the event loop turns between them, so the size of a file does not matter. Throws what the file system throws.
 */
export async function readJournal(
  files: FileSystem,
  path: string,
  sink: ByteSink,
  from = 0,
  to = Number.MAX_SAFE_INTEGER,
): Promise<number> {
  const handle = await files.open(path, openFlags.read);
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(chunkSize, size - from)));
    let at = from;
    while (at < to) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, to - at), at);
      if (bytesRead === 0) break;
      await sink.push(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
    return at;
  } finally {
    await handle.close();
  }
}
