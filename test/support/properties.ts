import { configureGlobal } from 'fast-check';

const { COZE_SEED: seed = '1', COZE_RUNS: factor = '1' } = process.env;

/** Number of runs of a property: `count`, multiplied by COZE_RUNS if set. */
export function runs(count: number): number {
  return Math.ceil(count * Number(factor));
}

// The default seed is constant, so that failures are reproducible. `COZE_SEED=random` draws new values; a number
// reproduces a reported failure.
configureGlobal({ numRuns: runs(100), ...(seed !== 'random' && { seed: Number(seed) }) });
