import type { TestCase } from '../chatflowTests/plan/testCase';
import type { Language } from '../shared/text/language';
import type { CliProcess } from './cliProcess';
import type { Console } from './output/console';
import type { Options } from './setup/arguments';
import type { CliCredentials } from './setup/credentials';
import type { Targets } from './setup/targets';

/** What the command `run` works with. */
export interface RunContext extends CliProcess {
  readonly options: Options;
  readonly cases: readonly TestCase[];
  readonly targets: Targets;
  readonly credentials: CliCredentials;
  readonly output: Console;
  readonly language: Language;
  readonly baseUrl: string;
}
