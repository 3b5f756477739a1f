import type { ErrorTexts } from '../../src/shared/text/errorText';
import type { ViewText } from './view.en';

/** Every word of the view in one language. */
export interface WordTable {
  readonly language: 'en' | 'zh';
  readonly view: ViewText;
  readonly errors: ErrorTexts;
}

const key = Symbol.for('coze.words');
const store = globalThis as unknown as Record<typeof key, WordTable | undefined>;

/** Called by the file of a language, which the page loads before the view: nobody carries both languages. */
export function putWords(words: WordTable): void {
  store[key] = words;
}

/** The words of the page's language. Throws where their file has not been loaded: nothing could be said. */
export function loadedWords(): WordTable {
  const words = store[key];
  if (!words) throw new Error('The words of the view are missing.');
  return words;
}
