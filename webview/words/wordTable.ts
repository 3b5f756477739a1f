import type { ErrorTexts } from '../../src/shared/text/errorText';
import type { ViewText } from './view.en';
import type { Language } from '../../src/shared/text/language';

/** All texts of a page in one language. */
export interface WordTable<Text = ViewText> {
  readonly language: Language;
  readonly view: Text;
  readonly errors: ErrorTexts;
}

const key = Symbol.for('coze.words');
const store = globalThis as unknown as Record<typeof key, WordTable<unknown> | undefined>;

/** Called by the file of a language, which the page loads before its script, so that only one language is loaded. */
export function putWords<Text>(words: WordTable<Text>): void {
  store[key] = words;
}

/** Returns the texts of the page's language. Throws if their file has not been loaded. */
export function loadedWords<Text = ViewText>(): WordTable<Text> {
  const words = store[key];
  if (!words) throw new Error('The words of the view are missing.');
  return words as WordTable<Text>;
}
