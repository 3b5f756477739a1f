import type { ErrorTexts } from '../../src/shared/text/errorText';
import type { ViewText } from './view.en';
import type { Language } from '../../src/shared/text/language';

/** All texts of the view in one language. */
export interface WordTable {
  readonly language: Language;
  readonly view: ViewText;
  readonly errors: ErrorTexts;
}

const key = Symbol.for('coze.words');
const store = globalThis as unknown as Record<typeof key, WordTable | undefined>;

/** Called by the file of a language, which the page loads before the view, so that only one language is loaded. */
export function putWords(words: WordTable): void {
  store[key] = words;
}

/** Returns the texts of the page's language. Throws if their file has not been loaded. */
export function loadedWords(): WordTable {
  const words = store[key];
  if (!words) throw new Error('The words of the view are missing.');
  return words;
}
