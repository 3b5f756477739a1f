import { limits } from '../limits';
import { beginning } from './beginning';

/** Text chosen by others, on one line, without control characters and marks of text direction. Empty if nothing is left. */
export function foreignText(text: string, maxLength: number = limits.title): string {
  return cut(text.replace(/\s+/gu, ' ').replace(/\p{C}/gu, '').trim(), maxLength);
}

/** The same with its line breaks and tabs. */
export function foreignLines(text: string, maxLength: number): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/[^\P{C}\n\t]/gu, '');
  return cut(lines.trim(), maxLength);
}

function cut(text: string, maxLength: number): string {
  return text.length > maxLength ? `${beginning(text, maxLength - 1)}…` : text;
}
