import type { LogOutputChannel } from 'vscode';

/**
 * The one log, "Coze" in the output panel. Every line passes the redactor on its way: no token is written, wherever it
 * came from.
 */
export class Log {
  constructor(
    private readonly channel: LogOutputChannel,
    private readonly redact: (text: string) => string,
  ) {}

  readonly info = (text: string): void => this.channel.info(this.redact(text));
  readonly warn = (text: string): void => this.channel.warn(this.redact(text));
  readonly debug = (text: string): void => this.channel.debug(this.redact(text));

  /** Writes an error with its causes and its stack. */
  readonly error = (label: string, error: unknown): void =>
    this.channel.error(this.redact(`${label}: ${describe(error)}`));

  dispose(): void {
    this.channel.dispose();
  }

  show(): void {
    this.channel.show(true);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\ncaused by ${describe(error.cause)}`;
}
