import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { reporters, type MochaOptions, type Runnable, type Runner } from 'mocha';

/** A test that failed: its full title, and the first line of its error. */
export interface Failure {
  readonly title: string;
  readonly error: string;
}

/** The tests of one file. */
export interface FileResult {
  passed: number;
  /** Includes skipped tests, so that none is skipped unnoticed, and hooks. */
  readonly failed: Failure[];
}

/** Results by the path of the test file; that of a bundled test and of a hook of the root suite is empty. */
export type Results = Record<string, FileResult>;

/** Mocha's spec reporter that also writes the {@link Results} as JSON to the file `reporterOptions.results`. */
export class ResultsReporter extends reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const file = (options.reporterOptions as { results?: string } | undefined)?.results;
    if (file === undefined) return;
    const results: Results = {};
    const of = (test: Runnable) => (results[test.file ?? ''] ??= { passed: 0, failed: [] });
    const fail = (test: Runnable, error: string) => of(test).failed.push({ title: test.fullTitle(), error });
    runner.on('pass', (test) => of(test).passed++);
    runner.on('fail', (test, error) => fail(test, String(error).split('\n', 1)[0]!));
    runner.on('pending', (test) => fail(test, 'The test was skipped.'));
    runner.once('end', () => writeFileSync(file, JSON.stringify(results)));
  }
}

/** Writes the failures and the numbers of tests at the end, with the commands that run the failed files alone. */
export class SummaryReporter extends reporters.Base {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const failed = new Set<string>();
    runner.on('fail', ({ file = '' }) => failed.add(path.relative('', file)));
    runner.once('end', () => {
      this.epilogue();
      for (const file of failed) process.stdout.write(`npx mocha --import=tsx ${file}\n`);
    });
  }
}

// Mocha loads a reporter by file name from its default export.
export default ResultsReporter;
