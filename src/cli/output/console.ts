import { redact } from '../../coze/text/redact';

/** The part of a process's stream that is written to. */
export interface TextStream {
  readonly isTTY?: boolean;
  /** Width of the terminal. */
  readonly columns?: number;
  write(text: string): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** Writes lines without secrets, and a line of progress that the next line replaces. */
export class Console {
  private hasProgress = false;
  private isBroken = false;

  /** @param secrets read at each line; more may be added. */
  constructor(
    private readonly stdout: TextStream,
    private readonly stderr: TextStream,
    private readonly secrets: () => readonly string[],
    /** Whether progress is shown: on a terminal, but not in a CI. */
    private readonly showsProgress: boolean,
  ) {
    // The reader of a pipe may close it, as `head` does. The tests continue, for the reports and the exit code.
    for (const stream of [stdout, stderr]) {
      stream.on('error', () => {
        this.isBroken = true;
      });
    }
  }

  line(text: string): void {
    this.clear();
    this.write(this.stdout, `${text}\n`);
  }

  /** A line about the use of the program, not about a test. */
  note(text: string): void {
    this.clear();
    this.write(this.stderr, `${text}\n`);
  }

  progress(text: string): void {
    if (!this.showsProgress) return;
    this.clear();
    this.hasProgress = true;
    this.write(this.stdout, fitting(redact(text, this.secrets()), (this.stdout.columns ?? 80) - 1));
  }

  private clear(): void {
    if (this.hasProgress) this.write(this.stdout, '\r\u001b[2K');
    this.hasProgress = false;
  }

  private write(stream: TextStream, text: string): void {
    if (!this.isBroken) stream.write(redact(text, this.secrets()));
  }
}

/** The beginning of a text that fits on one line of a terminal: a longer one could not be erased. */
function fitting(text: string, columns: number): string {
  let width = 0;
  let end = 0;
  for (const character of text) {
    // Characters of East Asian scripts and emoji take two columns.
    width += (character.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
    if (width > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
}
