import type { RunWords } from '../words/run.en';

export interface Limits {
  readonly calls?: number;
  readonly tokens?: number;
}

/** Why nothing more is sent. */
export interface Stop {
  readonly key: keyof RunWords;
  readonly params: Readonly<Record<string, string>>;
}

/** Counts what was spent, and says when to stop. */
export class Budget {
  private calls = 0;
  private tokens = 0;

  constructor(private readonly limits: Limits) {}

  /** Counts a call that is about to be made. Returns why it must not be made, without counting it. */
  spendCall(): Stop | undefined {
    const { calls = Infinity, tokens = Infinity } = this.limits;
    if (this.calls >= calls) return { key: 'callsSpent', params: { limit: String(calls) } };
    if (this.tokens >= tokens) return { key: 'tokensSpent', params: { limit: String(tokens) } };
    this.calls++;
    return undefined;
  }

  /** Counts tokens, and calls beyond the one of {@link spendCall}; -1 if that was not made. */
  spend(tokens: number, otherCalls: number): void {
    this.tokens += tokens;
    this.calls += otherCalls;
  }
}
