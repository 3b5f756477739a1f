import { closeUp } from '../../src/shared/text/closeUp';
import type { ViewText } from './view.en';
import { loadedWords } from './wordTable';

const words = loadedWords();

/** The words of the view in the language of the document, which is VS Code's. */
export const text: ViewText = words.view;

/** Puts values in place of `{name}`. A name without a value stays as it is, so that a mistake is seen. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  const filled = template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
  return words.language === 'zh' ? closeUp(filled) : filled;
}

const numbers = new Intl.NumberFormat(document.documentElement.lang || 'en');

/** 12,345 as the reader's language writes it. */
export function number(value: number): string {
  return numbers.format(value);
}

/** Milliseconds as mm:ss; more than an hour goes on counting minutes. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}`;
}

/** 1234567 as "1.2 MB". */
export function size(characters: number): string {
  if (characters < 1000) return `${number(characters)} B`;
  if (characters < 1_000_000) return `${number(Math.round(characters / 1000))} kB`;
  return `${number(Math.round(characters / 100_000) / 10)} MB`;
}
