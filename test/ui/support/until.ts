import { setTimeout } from 'node:timers/promises';

const limitMs = 60_000;

/** Resolves when the condition is true. Rejects after a minute, so that a failed test does not continue during others. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) throw new Error(`Not true after ${limitMs} ms: ${String(condition)}`);
    await setTimeout(50);
  }
}
