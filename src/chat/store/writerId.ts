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
 * Whether the process that wrote as `writer` is still at work, judged by the clock. One that seems to be there may have
 * inherited the number of a dead one, so the file must have been touched lately too: whoever has a run open touches it once a
 * second.
 */
export function isWriterAlive(writer: string, touchedAt: number, now: number): boolean {
  return !isWriterGone(writer) && Math.abs(now - touchedAt) < heartbeatLimit;
}

/** Whether the writer's process is certainly gone: a process of this machine is so at once, also after a fast restart. */
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
    // Of another user: it lives, and we may not signal it.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
