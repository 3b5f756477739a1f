import { limits } from '../shared/limits';

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Isolates a text with right-to-left characters, so that the direction of the text around it does not change. */
export function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}

/** Date and time in a language; empty for a time that is unknown or outside the calendar. */
export function dateText(at: number, language: string): string {
  if (!(at > 0 && at <= limits.time)) return '';
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
