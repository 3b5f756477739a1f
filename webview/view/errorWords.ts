import type { ErrorInfo } from '../../src/shared/errorInfo';
import { errorText } from '../../src/shared/text/errorText';
import { loadedWords } from '../wordTable';

/** The cause and what to do about it, in the reader's language. */
export function errorWords(
  error: ErrorInfo,
  hasDebugPage = false,
): { readonly message: string; readonly remedy: string } {
  const words = errorText(error, loadedWords().errors, hasDebugPage);
  const host = error.params?.['host'] ?? '';
  return { message: asSentence(words.message, host), remedy: asSentence(words.remedy, host) };
}

/** A text may begin with what was filled in: words such as "the service" begin large, the name of a host does not. */
function asSentence(words: string, host: string): string {
  const isName = host !== '' && words.startsWith(host);
  return isName ? words : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The cause alone. */
export function errorSummary(error: ErrorInfo): string {
  return errorWords(error).message;
}
