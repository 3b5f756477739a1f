import { totalTokens, type TokenUsage } from '../../shared/usage';

/** Figures as text, for whoever has the words around them. */
export interface UsageFigures {
  readonly input: string;
  readonly output: string;
  readonly total: string;
}

const units = [
  { size: 1e12, suffix: 'T' },
  { size: 1e9, suffix: 'G' },
  { size: 1e6, suffix: 'M' },
  { size: 1e3, suffix: 'k' },
] as const;

/**
 * A count in at most five characters: exact up to 9,999, then 12.3k, 4.56M. Cut, not rounded: a counter must not show
 * more than was used.
 */
export function compactCount(count: number): string {
  if (!(count > 0)) return '0';
  const unit = count < 10_000 ? undefined : units.find(({ size }) => count >= size);
  if (!unit) return String(Math.floor(count));
  const value = count / unit.size;
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  const factor = 10 ** digits;
  return `${(Math.floor(value * factor) / factor).toFixed(digits)}${unit.suffix}`;
}

/**
 * Figures with all their digits, grouped as in English and Chinese: 12,345. Without `Intl`, whose first use costs 23 ms of
 * CPU: the counter is shown when VS Code starts.
 */
export function usageFigures(usage: TokenUsage): UsageFigures {
  return {
    input: grouped(usage.input),
    output: grouped(usage.output),
    total: grouped(totalTokens(usage)),
  };
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** The text of the status bar item: an icon and the tokens of a day, input and output together. */
export function usageStatusText(today: TokenUsage): string {
  return `$(pulse) ${compactCount(totalTokens(today))}`;
}
