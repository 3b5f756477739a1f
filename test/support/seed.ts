import { configureGlobal } from 'fast-check';

/**
 * Property tests draw the same values in every run, so that a red test is red again. `COZE_SEED=random` draws other values
 * each time, as `npm run test:deep` does; a number draws those of a reported failure.
 */
const { COZE_SEED: seed = '1' } = process.env;
if (seed !== 'random') configureGlobal({ seed: Number(seed) });
