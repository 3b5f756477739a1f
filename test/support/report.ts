import { writeFileSync } from 'node:fs';
import { reporters, type MochaOptions, type Runner } from 'mocha';

/** The test counts of a layer. */
export interface Tally {
  readonly passed: number;
  /** Includes skipped tests, so that none is skipped unnoticed. */
  readonly failed: number;
}

/**
 * Mocha's spec reporter that also writes the tally as JSON to the file `reporterOptions.tally`, from which `npm test` adds
 * up the counts.
 */
export class TallyReporter extends reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const file = (options.reporterOptions as { tally?: string } | undefined)?.tally;
    if (file === undefined) return;
    runner.once('end', () => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      const tally: Tally = { passed: passes, failed: failures + pending };
      writeFileSync(file, JSON.stringify(tally));
    });
  }
}

// Mocha loads a reporter by file name from its default export.
export default TallyReporter;
