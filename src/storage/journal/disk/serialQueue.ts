/** Runs tasks one after another, in the order of the calls. A task that fails does not prevent the next one. */
export class SerialQueue {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** No task is running or waiting. */
  get isIdle(): boolean {
    return this.waiting === 0;
  }

  /** Resolves or rejects like `work`. */
  run<T>(work: () => Promise<T>): Promise<T> {
    this.waiting++;
    const result = this.last.then(work).finally(() => this.waiting--);
    this.last = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }
}
