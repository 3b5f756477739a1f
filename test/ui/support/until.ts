import { setTimeout } from 'node:timers/promises';

/** Waits until the condition holds; a test that waits in vain ends by mocha's own limit. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await setTimeout(50);
}
