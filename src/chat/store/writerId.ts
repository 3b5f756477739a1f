import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

/** A window that is silent for this long has died, in milliseconds. Long enough for a host that is busy for a moment. */
export const heartbeatLimit = 10_000;

const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);

/** Names this process as the writer of records: `<random>.<machine>.<process id>`. */
export function newWriterId(random: string): string {
  return `${random.slice(0, 8)}.${machine}.${process.pid}`;
}

/**
 * Whether the process that wrote as `writer` is still at work. A process of this machine that is gone is dead at once, also
 * after a fast restart. One that seems to be there may have inherited the number, so the file must have been touched
 * lately too: whoever has a run open touches it once a second.
 */
export function isWriterAlive(writer: string, touchedAt: number, now: number): boolean {
  const [, where, pid] = writer.split('.');
  if (where === machine && !isProcessAlive(Number(pid))) return false;
  return Math.abs(now - touchedAt) < heartbeatLimit;
}

function isProcessAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Of another user: it lives, and we may not signal it.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
