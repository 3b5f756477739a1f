import { byteSize } from '../../src/shared/byteSize';
import { closeUp, keepSpaces } from '../../src/shared/text/closeUp';
import { listText, sentencesText } from '../../src/shared/text/listText';
import type { ViewText } from './view.en';
import { loadedWords } from './wordTable';

const words = loadedWords();

/** The texts of the view in the language of VS Code. */
export const text: ViewText = words.view;

/** Replaces `{name}` by its value. A name without a value is kept, so that the mistake is visible. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  const filled = template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? keepSpaces(String(values[name])) : whole,
  );
  return closeUp(filled);
}

/** Names one after the other, separated as in the language of the view. */
export function list(names: readonly string[]): string {
  return listText(names, words.language);
}

/** Sentences one after the other, separated as in the language of the view. */
export function sentences(texts: readonly string[]): string {
  return sentencesText(texts, words.language);
}

const numbers = new Intl.NumberFormat(document.documentElement.lang || 'en');

/** Formats a number in the language of the view: 12,345. */
export function number(value: number): string {
  return numbers.format(value);
}

/** Formats milliseconds as mm:ss. Minutes exceed 60 after an hour. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}`;
}

/** Formats a size: 1234567 is "1.2 MB". */
export function size(bytes: number): string {
  return byteSize(bytes, number);
}
