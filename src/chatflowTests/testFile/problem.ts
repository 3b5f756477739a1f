import type { ProblemKey } from '../words/problems.en';

/** A place in a file. Both numbers count from 1; the column counts UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A mistake in a test file or in a file that it names. The words table has its text in each language. */
export interface Problem extends Place {
  readonly key: ProblemKey;
  readonly params: Readonly<Record<string, string>>;
  /** Where the mistake ends, in UTF-16 units of the text, with its start: for the editor. */
  readonly start: number;
  readonly end: number;
}

/** A mistake before it has a line: its place as offsets. */
export interface Mistake {
  readonly key: ProblemKey;
  readonly params?: Readonly<Record<string, string>>;
  readonly start: number;
  readonly end: number;
}

/** Finds the line and the column of an offset. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) this.starts.push(end + 1);
  }

  at(offset: number): Place {
    const bounded = Math.min(Math.max(0, offset), this.text.length);
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= bounded) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: bounded - (this.starts[low] ?? 0) + 1 };
  }

  problem({ key, params = {}, start, end }: Mistake): Problem {
    return { key, params, start, end, ...this.at(start) };
  }
}
