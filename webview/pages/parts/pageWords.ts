import { closeUp, keepSpaces } from '../../../src/shared/text/closeUp';
import { labelText, listText, sentencesText } from '../../../src/shared/text/listText';
import { errorText, type ErrorText } from '../../../src/shared/text/errorText';
import type { ErrorInfo } from '../../../src/shared/errorInfo';
import { loadedWords } from '../../words/wordTable';

const { errors, language } = loadedWords<unknown>();

/** Replaces `{name}` by its value. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  const isChinese = language === 'zh';
  const filled = template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = String(values[name] ?? '');
    return isChinese ? keepSpaces(value) : value;
  });
  return isChinese ? closeUp(filled) : filled;
}

/** Names one after the other, separated as in the language of the page. */
export function list(names: readonly string[]): string {
  return listText(names, language);
}

/** Sentences one after the other, separated as in the language of the page. */
export function sentences(texts: readonly string[]): string {
  return sentencesText(texts, language);
}

/** The name of a value that follows, with a colon as in the language of the page. */
export function label(name: string): string {
  return labelText(name, language);
}

const dates = new Intl.DateTimeFormat(document.documentElement.lang || 'en', {
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** Date and time of milliseconds since the epoch. */
export function dateText(at: number): string {
  return dates.format(at);
}

/** Cause and remedy of an error. `hasDebugPage`: a button for the debug page is on the page. */
export function errorWords(error: ErrorInfo, hasDebugPage = false): ErrorText {
  return errorText(error, errors, hasDebugPage);
}
