import type { ErrorInfo } from '../../src/shared/errorInfo';
import { demoErrorText, errorText, type ErrorText } from '../../src/shared/text/errorText';
import { loadedWords } from '../words/wordTable';
import { isDemo } from '../chrome/demo';
import type { ViewServices } from '../state/viewServices';

/** Cause and remedy of an error, in the language of the view. */
export function errorWords(view: ViewServices, error: ErrorInfo, hasDebugPage = false): ErrorText {
  const { errors } = loadedWords();
  const words = isDemo(view) ? demoErrorText(error, errors) : errorText(error, errors, hasDebugPage);
  const host = error.params?.['host'] ?? '';
  return { ...words, message: asSentence(words.message, host), remedy: asSentence(words.remedy, host) };
}

/** Capitalises the first letter, unless the text begins with the name of a host. */
function asSentence(words: string, host: string): string {
  const isName = host !== '' && words.startsWith(host);
  return isName ? words : words.charAt(0).toUpperCase() + words.slice(1);
}
