import { writeFileSync } from 'node:fs';
import { reporters, type MochaOptions, type Runner } from 'mocha';

/** What a layer of tests came to. */
export interface Tally {
  readonly passed: number;
  /** A skipped test counts as failed: nothing may be left out in silence. */
  readonly failed: number;
}

/**
 * Mocha's spec reporter that also leaves the tally as JSON in the file named by `reporterOptions.tally`, for `npm test`
 * to add up. Without that option it is the spec reporter.
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

// Mocha takes a reporter by file name from its default export.
export default TallyReporter;
