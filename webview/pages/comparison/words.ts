import type { ComparisonText } from '../../../src/shared/text/tables/comparison.en';
import { loadedWords } from '../../words/wordTable';

/** The texts of the page in the language of VS Code. */
export const text = loadedWords<ComparisonText>().view;

export { dateText, fill, list } from '../parts/pageWords';
export { durationText, numberText } from '../run/words';
