import type { RunText } from '../../../src/shared/text/tables/run.en';
import { loadedWords } from '../../words/wordTable';

/** The texts of the page in the language of VS Code. */
export const text = loadedWords<RunText>().view;

export { dateText, errorWords, fill } from '../parts/pageWords';

const locale = document.documentElement.lang || 'en';
const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const seconds = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export function numberText(value: number): string {
  return numbers.format(value);
}

/** A duration or offset in milliseconds: "340 ms", "12.40 s", "3 min 05 s". */
export function durationText(ms: number): string {
  if (ms < 1000) return `${numberText(ms)} ms`;
  if (ms < 60_000) return `${seconds.format(ms / 1000)} s`;
  const whole = Math.round(ms / 1000);
  return `${numberText(Math.floor(whole / 60))} min ${String(whole % 60).padStart(2, '0')} s`;
}
