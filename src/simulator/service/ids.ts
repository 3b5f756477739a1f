/** Creates ids like those of Coze: 19 decimal digits, above 2^53, increasing, different in each process. */
export class IdSource {
  private last = 7_000_000_000_000_000_000n;

  constructor(private readonly now: () => number) {}

  next(): string {
    const fromClock = BigInt(Math.max(0, Math.trunc(this.now()))) << 22n;
    this.last = fromClock > this.last ? fromClock : this.last + 1n;
    return this.last.toString();
  }
}

/** A log id like those of Coze: the time in seconds, then hexadecimal digits. */
export function logIdOf(now: number, id: string): string {
  const time = new Date(now).toISOString().replaceAll(/\D/g, '').slice(0, 14);
  return time + BigInt(id).toString(16).toUpperCase().padStart(18, '0');
}

/** Whether the service accepts a value as an id. */
export function isNumericId(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,20}$/.test(value);
}
