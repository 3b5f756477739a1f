import type { TestCase } from '../chatflowTests/plan/testCase';
import type { Language } from '../shared/text/language';
import type { Console, TextStream } from './output/console';
import type { Options } from './setup/arguments';
import type { CliCredentials } from './setup/credentials';
import type { Targets } from './setup/targets';

/** What the program uses of its process. */
export interface CliProcess {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** Version of the package. */
  readonly version: string;
  /** Aborts when the user interrupts the program. */
  readonly interrupted: AbortSignal;
}

/** What the command `run` works with. */
export interface RunCommand extends CliProcess {
  readonly options: Options;
  readonly cases: readonly TestCase[];
  readonly targets: Targets;
  readonly credentials: CliCredentials;
  readonly output: Console;
  readonly language: Language;
  readonly baseUrl: string;
}
