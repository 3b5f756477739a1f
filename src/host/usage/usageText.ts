import { totalTokens, type TokenUsage } from '../../shared/usage';

/** Formatted token counts. */
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
 * Formats a count in at most five characters: 9,999 exactly, then 12.3k, 4.56M. Truncates, because a counter must not
 * exceed the usage.
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
 * Formats counts with all digits, grouped as in English and Chinese: 12,345. Does not use `Intl`, whose first use takes 23 ms
 * of CPU: the counter is shown when VS Code starts.
 */
export function usageFigures(usage: TokenUsage): UsageFigures {
  return {
    input: groupedCount(usage.input),
    output: groupedCount(usage.output),
    total: groupedCount(totalTokens(usage)),
  };
}

/** A count with all digits, grouped: 12,345. */
export function groupedCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** The text of the status-bar item: an icon, and the input and output tokens of a day. */
export function usageStatusText(today: TokenUsage): string {
  return `$(pulse) ${compactCount(totalTokens(today))}`;
}
