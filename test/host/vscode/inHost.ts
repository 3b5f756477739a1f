import { format } from 'node:util';
import Mocha from 'mocha';
import { ResultsReporter } from '../../support/report';

/** Prefix of each line of the test report, to separate it from the workbench's output. Invisible unless removed. */
export const reportMark = '\u2063';

/**
 * Runs mocha inside the extension host. VS Code calls it as `run()` of the bundled tests. Rejects if a test fails, which VS
 * Code turns into its exit code. `load` requires the test files; `results` is the file for the results.
 */
export async function runInHost(load: () => void, results: string): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    const text = format(...args);
    console.log(
      text
        .split('\n')
        .map((line) => reportMark + line)
        .join('\n'),
    );
  };
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    forbidOnly: true,
    color: false,
    reporter: ResultsReporter,
    reporterOptions: { results },
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  load();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${String(failures)} tests failed.`);
}
