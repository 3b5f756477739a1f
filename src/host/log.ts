import type { LogOutputChannel } from 'vscode';

/** `LogLevel.Debug`: only the types of `vscode` are imported here. `Off` is 0 and `Trace` is 1. */
const debugLevel = 2;

/** The log, "Coze" in the output panel. Every line passes the redactor, so that no token is logged. */
export class Log {
  private readonly secrets = new Set<string>();

  /** @param removeSecrets returns the text without the given secrets, and without anything else that looks like a token. */
  constructor(
    private readonly channel: LogOutputChannel,
    private readonly removeSecrets: (text: string, secrets: readonly string[]) => string,
  ) {}

  /** Removes this text from all lines to come. */
  readonly hide = (secret: string): void => void this.secrets.add(secret);

  readonly info = (text: string): void => this.channel.info(this.redact(text));
  readonly warn = (text: string): void => this.channel.warn(this.redact(text));
  readonly debug = (text: string): void => this.channel.debug(this.redact(text));

  /** Whether lines of {@link debug} are written. */
  get isDebug(): boolean {
    const level: number = this.channel.logLevel;
    return level > 0 && level <= debugLevel;
  }

  /** Writes an error with its causes and its stack. */
  readonly error = (label: string, error: unknown): void =>
    this.channel.error(this.redact(`${label}: ${describe(error)}`));

  dispose(): void {
    this.channel.dispose();
  }

  show(): void {
    this.channel.show(true);
  }

  /** The text without tokens. */
  redact(text: string): string {
    return this.removeSecrets(text, [...this.secrets]);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\ncaused by ${describe(error.cause)}`;
}
