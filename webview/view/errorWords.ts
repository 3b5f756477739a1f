import type { ErrorInfo } from '../../src/shared/errorInfo';
import { errorText } from '../../src/shared/text/errorText';
import { loadedWords } from '../wordTable';

/** The cause and what to do about it, in the reader's language. */
export function errorWords(error: ErrorInfo): { readonly message: string; readonly remedy: string } {
  const words = errorText(error, loadedWords().errors);
  return { message: asSentence(words.message), remedy: asSentence(words.remedy) };
}

/** A text may begin with a name that was filled in, such as "the service". */
function asSentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The cause alone. */
export function errorSummary(error: ErrorInfo): string {
  return errorWords(error).message;
}
