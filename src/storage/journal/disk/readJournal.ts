import type { FileSystem } from './fileSystem';
import { openFlags } from './fileSystem';

/** Bytes per read. Parsing blocks the event loop: about 10 ms for this size with small records. */
const chunkSize = 64 * 1024;

/** Receives consecutive chunks, which are reused afterwards. */
export interface ByteSink {
  push(chunk: Buffer): void | Promise<void>;
}

/** Identifies the file and its content. Changes with every write, also by another window. */
export interface FileState {
  /** Identifies the file; a replacement has another value. */
  readonly identity: string;
  readonly size: number;
  /**
   * Milliseconds since the epoch by the clock of the file system. Must not be compared with the clock of this computer.
   */
  readonly touchedAt: number;
  /** Changes with every write. Data derived from the file under another stamp is out of date. */
  readonly stamp: string;
}

/**
 * Identifies the file within its directory. Without the device, which Windows has reported in two forms for one file.
 */
export function identityOf(stat: { readonly ino: bigint }): string {
  return String(stat.ino);
}

/** The status of a path, without following links. */
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
 * Pushes the bytes of a file from `from` to `to` (or its end) into a sink and returns the end position. Yields to the
 * event loop between chunks, so that the size of a file does not matter. Throws what the file system throws.
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
