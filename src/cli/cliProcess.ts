import type { TextStream } from './output/console';

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
