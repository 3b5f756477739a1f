import type { ConnectionText } from '../../../src/shared/text/tables/connection.en';
import { loadedWords } from '../../words/wordTable';

/** The texts of the page in the language of VS Code. */
export const text = loadedWords<ConnectionText>().view;

export { dateText, errorWords, fill, sentences } from '../parts/pageWords';
