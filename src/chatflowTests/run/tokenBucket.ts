import { setTimeout as sleep } from 'node:timers/promises';

/** Lets at most so many requests a second begin, after a burst of as many. */
export class TokenBucket {
  private tokens: number;
  private filledAt: number;
  private last: Promise<unknown> = Promise.resolve();

  /** @param perSecond more than 0; `Infinity` never waits. */
  constructor(
    private readonly perSecond: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.tokens = Math.max(1, perSecond);
    this.filledAt = now();
  }

  /** Resolves when a request may begin, in the order of the calls. Rejects if `signal` aborts. */
  take(signal: AbortSignal): Promise<void> {
    if (this.perSecond === Infinity) return Promise.resolve();
    const taken = this.last.then(() => this.wait(signal));
    this.last = taken.catch(() => undefined);
    return taken;
  }

  private async wait(signal: AbortSignal): Promise<void> {
    this.fill();
    if (this.tokens < 1) {
      await sleep(Math.ceil(((1 - this.tokens) / this.perSecond) * 1_000), undefined, { signal });
      this.fill();
    }
    this.tokens -= 1;
  }

  private fill(): void {
    const at = this.now();
    const most = Math.max(1, this.perSecond);
    this.tokens = Math.min(most, this.tokens + ((at - this.filledAt) / 1_000) * this.perSecond);
    this.filledAt = at;
  }
}
