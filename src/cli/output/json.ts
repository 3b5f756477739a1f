import type { CaseResult, Totals } from '../../chatflowTests/run/results';

/** The results as JSON, for other programs and for --only-failed. */
export function jsonReport(results: readonly CaseResult[], totals: Totals): string {
  const { passed, failed, flaky, errors, skipped, calls, tokens } = totals;
  const report = {
    version: 1,
    tests: results,
    totals: { passed, failed, flaky, errors, skipped, calls, tokens },
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
