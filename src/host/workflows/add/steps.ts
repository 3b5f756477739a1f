/** One prompt of a sequence. `number` counts from 1. */
export type Step = (number: number) => Promise<Next>;

/**
 * What follows a step:
 * - another step; `skips` if the user was not asked, so that Back does not return to the one before;
 * - `again`: the same step; `back`: the step before; `first`: the first step;
 * - `closed`: the user cancelled; `done`: the sequence is complete.
 */
export type Next =
  { readonly step: Step; readonly skips?: boolean } | 'again' | 'back' | 'first' | 'closed' | 'done';

/** Runs a sequence of steps. Resolves to whether it was completed. */
export async function runSteps(first: Step): Promise<boolean> {
  const steps = [first];
  for (let step = steps.at(-1); step; step = steps.at(-1)) {
    const next = await step(steps.length);
    if (typeof next === 'object') {
      if (next.skips) steps.pop();
      steps.push(next.step);
    } else if (next === 'back') steps.pop();
    else if (next === 'first') steps.length = 1;
    else if (next !== 'again') return next === 'done';
  }
  return false;
}

/** A step that asks the user nothing: Back passes it. */
export function unasked(act: Step): Step {
  return async (number) => {
    const next = await act(number);
    if (typeof next === 'object') return { ...next, skips: true };
    return next === 'again' ? 'back' : next;
  };
}
