import type { UsageText } from '../../../src/shared/text/tables/usage.en';
import { loadedWords } from '../../words/wordTable';

/** The texts of the page in the language of VS Code. */
export const text = loadedWords<UsageText>().view;

export { fill, label, sentences } from '../parts/pageWords';

const locale = document.documentElement.lang || 'en';
const numbers = new Intl.NumberFormat(locale);
const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });

export function numberText(value: number): string {
  return numbers.format(value);
}

/** A count for the axis of a chart: "12.3K". */
export function shortNumber(value: number): string {
  return short.format(value);
}
