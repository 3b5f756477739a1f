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

/** The larger of both, figure by figure: a run that reports twice counts once and never less than before. */
export function maxTokens(a: TokenUsage, b: TokenUsage): TokenUsage {
  return {
    input: Math.max(a.input, b.input),
    output: Math.max(a.output, b.output),
    unsplit: Math.max(a.unsplit, b.unsplit),
  };
}

/** Input + output. The service's own total is wrong on self-hosted Coze, so it counts only where nothing else came. */
export function totalTokens(usage: TokenUsage): number {
  return usage.input + usage.output + usage.unsplit;
}
