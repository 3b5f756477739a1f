import { format } from 'node:util';
import Mocha from 'mocha';
import { TallyReporter } from '../support/report';

/** Begins each line of the test report, to tell it from what the workbench itself prints. Invisible where it is not removed. */
export const reportMark = '\u2063';

/**
 * Runs mocha inside the extension host; what VS Code calls as `run()` of the tests' bundle. Rejects when a test failed,
 * which VS Code turns into its exit code. `load` requires the test files; `tally` is the file for the counts.
 */
export async function runInHost(load: () => void, tally: string): Promise<void> {
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
    reporter: TallyReporter,
    reporterOptions: { tally },
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  load();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${String(failures)} tests failed.`);
}
