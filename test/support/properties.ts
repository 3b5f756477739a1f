import { configureGlobal } from 'fast-check';

const { COZE_SEED: seed = '1', COZE_RUNS: factor = '1' } = process.env;

/** How often a property is tried: `count` times in `npm test`, by the factor in COZE_RUNS more or less often elsewhere. */
export function runs(count: number): number {
  return Math.ceil(count * Number(factor));
}

// Properties get the same values in every run, so that a red test is red again. `COZE_SEED=random` draws other values each
// time; a number draws those of a reported failure.
configureGlobal({ numRuns: runs(100), ...(seed !== 'random' && { seed: Number(seed) }) });
