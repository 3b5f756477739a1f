import { hostname } from 'node:os';
import { crc32 } from 'node:zlib';

/** A process that is silent for this long, in milliseconds, counts as dead. Long enough for a busy extension host. */
export const heartbeatLimit = 10_000;

/** Distinguishes machines that share a home directory. No `createHash`: its first use costs 10 ms when VS Code starts. */
const machine = crc32(hostname()).toString(16).padStart(8, '0').slice(0, 6);

/** The ID of this process as the writer of records: `<random>.<machine>.<process id>`. */
export function newWriterId(random: string): string {
  return `${random.slice(0, 8)}.${machine}.${process.pid}`;
}

/**
 * Whether the writer's process has certainly ended. Known at once for processes of this machine, also after a fast
 * restart.
 */
export function isWriterGone(writer: string): boolean {
  const [, where, pid] = writer.split('.');
  return where === machine && !isProcessAlive(Number(pid));
}

function isProcessAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process of another user: it exists, and signals to it are not permitted.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
