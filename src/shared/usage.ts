/** Tokens of one or more runs. All counts are finite and not negative. */
export interface TokenUsage {
  readonly input: number;
  readonly output: number;
  /** Tokens reported only as a total, without input and output. */
  readonly unsplit: number;
}

export const noTokens: TokenUsage = { input: 0, output: 0, unsplit: 0 };

export function addTokens(a: TokenUsage, b: TokenUsage): TokenUsage {
  return { input: a.input + b.input, output: a.output + b.output, unsplit: a.unsplit + b.unsplit };
}

/**
 * The maximum of each count, because a run may report its usage more than once. `unsplit` is reduced by the input and
 * output of the other report, so that no token is counted twice.
 */
export function maxTokens(a: TokenUsage, b: TokenUsage): TokenUsage {
  const input = Math.max(a.input, b.input);
  const output = Math.max(a.output, b.output);
  const total = Math.max(totalTokens(a), totalTokens(b));
  return { input, output, unsplit: Math.max(0, total - input - output) };
}

/**
 * The sum of all counts, at most the largest integer that a number holds exactly: a rounded sum could fall while its counts
 * grow. Coze's own total is wrong on self-hosted servers and is used only if it is the only count.
 */
export function totalTokens(usage: TokenUsage): number {
  return Math.min(usage.input + usage.output + usage.unsplit, Number.MAX_SAFE_INTEGER);
}
