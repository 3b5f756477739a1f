import type { ErrorInfo } from '../../src/shared/errorInfo';
import { demoErrorText, errorText, type ErrorText } from '../../src/shared/text/errorText';
import { loadedWords } from '../words/wordTable';
import { isDemo } from '../chrome/demo';
import type { ViewServices } from '../app/viewServices';

/** The cause and what to do about it, in the reader's language. */
export function errorWords(view: ViewServices, error: ErrorInfo, hasDebugPage = false): ErrorText {
  const { errors } = loadedWords();
  const words = isDemo(view) ? demoErrorText(error, errors) : errorText(error, errors, hasDebugPage);
  const host = error.params?.['host'] ?? '';
  return { ...words, message: asSentence(words.message, host), remedy: asSentence(words.remedy, host) };
}

/** A text may begin with what was filled in: words such as "the service" begin large, the name of a host does not. */
function asSentence(words: string, host: string): string {
  const isName = host !== '' && words.startsWith(host);
  return isName ? words : words.charAt(0).toUpperCase() + words.slice(1);
}
