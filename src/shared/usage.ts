/** Tokens of one run or the sum of many. All figures are finite and not negative: the wire's decoder sees to it. */
export interface TokenUsage {
  readonly input: number;
  readonly output: number;
  /** Tokens reported as a total only, where the service did not say which way they went. */
  readonly unsplit: number;
}

export const noTokens: TokenUsage = { input: 0, output: 0, unsplit: 0 };

export function addTokens(a: TokenUsage, b: TokenUsage): TokenUsage {
  return { input: a.input + b.input, output: a.output + b.output, unsplit: a.unsplit + b.unsplit };
}

/**
 * The larger of both, figure by figure: a run that reports twice counts once and never less than before. A total that
 * was reported alone shrinks by what the other report tells of its parts, so it is not counted twice.
 */
export function maxTokens(a: TokenUsage, b: TokenUsage): TokenUsage {
  const input = Math.max(a.input, b.input);
  const output = Math.max(a.output, b.output);
  const total = Math.max(totalTokens(a), totalTokens(b));
  return { input, output, unsplit: Math.max(0, total - input - output) };
}

/** Input + output. The service's own total is wrong on self-hosted Coze, so it counts only where nothing else came. */
export function totalTokens(usage: TokenUsage): number {
  return usage.input + usage.output + usage.unsplit;
}
