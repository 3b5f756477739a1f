import { durationWriter } from '../../../src/shared/text/durationText';
import type { RunText } from '../../../src/shared/text/tables/run.en';
import { loadedWords } from '../../words/wordTable';

/** The texts of the page in the language of VS Code. */
export const text = loadedWords<RunText>().view;

export { dateText, errorWords, fill, label } from '../parts/pageWords';

const locale = document.documentElement.lang || 'en';
const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

export function numberText(value: number): string {
  return numbers.format(value);
}

export const durationText = durationWriter(locale);
