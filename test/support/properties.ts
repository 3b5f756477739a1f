import fc, { configureGlobal } from 'fast-check';

const { COZE_SEED: seed = '1', COZE_RUNS: factor = '1' } = process.env;

/** Number of runs of a property: `count`, multiplied by COZE_RUNS if set. */
export function runs(count: number): number {
  return Math.ceil(count * Number(factor));
}

// The default seed is constant, so that failures are reproducible. `COZE_SEED=random` draws new values; a number
// reproduces a reported failure.
configureGlobal({ numRuns: runs(100), ...(seed !== 'random' && { seed: Number(seed) }) });

/**
 * Any character except lone surrogates: the same as the unit `binary` of fast-check, without its table of all characters, which
 * takes two seconds to build.
 */
export const anyCharacter = fc.nat(0x10_ffff - 0x800).map(
  (number) => String.fromCodePoint(number < 0xd800 ? number : number + 0x800),
  (text) => {
    const code = typeof text === 'string' ? text.codePointAt(0) : undefined;
    if (code === undefined || text !== String.fromCodePoint(code) || (code >= 0xd800 && code < 0xe000))
      throw new Error('Not one character.');
    return code < 0xe000 ? code : code - 0x800;
  },
);
