import { limits } from '../../shared/limits';

/** A time with its date, in the words of a language; empty where it is unknown or no calendar has it. */
export function dateText(at: number, language: string): string {
  if (!(at > 0 && at <= limits.time)) return '';
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
