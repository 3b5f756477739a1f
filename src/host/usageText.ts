import { totalTokens, type TokenUsage } from '../shared/usage';

/** Tokens as the status bar shows them: exact up to 9,999, then 12.3k, 4.56M. Never longer than six characters. */
export function shortTokens(count: number): string {
  if (!Number.isFinite(count) || count <= 0) return '0';
  if (count < 10_000) return String(Math.floor(count));
  const units = [
    { size: 1e12, suffix: 'T' },
    { size: 1e9, suffix: 'G' },
    { size: 1e6, suffix: 'M' },
    { size: 1e3, suffix: 'k' },
  ];
  const unit = units.find(({ size }) => count >= size) ?? { size: 1, suffix: '' };
  const value = count / unit.size;
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  // Cut, not rounded: a counter must not show more than was used.
  const factor = 10 ** digits;
  return `${(Math.floor(value * factor) / factor).toFixed(digits)}${unit.suffix}`;
}

/** A count with the separators of the language: 12,345. */
export function longTokens(count: number, language: string): string {
  return new Intl.NumberFormat(language).format(Number.isFinite(count) && count > 0 ? Math.floor(count) : 0);
}

/** The text of the status bar item: an icon and the tokens of today, input and output together. */
export function usageStatusText(today: TokenUsage): string {
  return `$(pulse) ${shortTokens(totalTokens(today))}`;
}
