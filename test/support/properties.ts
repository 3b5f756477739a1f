import fc, { configureGlobal, defaultReportMessage, installGlobalPlugin } from 'fast-check';

const { COZE_SEED: seed = '1', COZE_RUNS: factor = '1' } = process.env;

/** Number of runs of a property: `count`, multiplied by COZE_RUNS if set. */
export function runs(count: number): number {
  return Math.ceil(count * Number(factor));
}

/** Time limit of a property, in milliseconds: `limitMs`, multiplied by COZE_RUNS if that is more than 1. */
export function timeoutOf(limitMs: number): number {
  return limitMs * Math.max(1, Number(factor));
}

// The report of a failure ends with the command that repeats it.
installGlobalPlugin(() => ({
  onAllRunsComplete: (details) => {
    if (!details.failed) return;
    const command = `COZE_SEED=${String(details.seed)} COZE_RUNS=${factor} npx mocha --import=tsx FILE`;
    const message = `${defaultReportMessage(details)}\n\nRepeat it, with the file of this test: ${command}`;
    throw new Error(message, { cause: details.errorInstance });
  },
}));

// The default seed is constant, so that failures are reproducible. `COZE_SEED=random` draws new values; a number
// reproduces a reported failure.
configureGlobal({
  numRuns: runs(100),
  ...(seed !== 'random' && { seed: Number(seed) }),
});

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
