/** Runs tasks in the order of the calls, at most `limit` of them at a time. */
export class TaskQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limit: number) {}

  /** Resolves or rejects as the task does. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.running < this.limit) this.running++;
    else await new Promise<void>((begin) => this.waiting.push(begin));
    try {
      return await task();
    } finally {
      // The next task takes the place of this one.
      const begin = this.waiting.shift();
      if (begin) begin();
      else this.running--;
    }
  }
}
