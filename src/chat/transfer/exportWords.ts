import { byteSize } from '../../shared/byteSize';
import type { ConversationText } from '../../shared/text/tables/conversation.en';
import type { ErrorTexts } from '../../shared/text/errorText';
import type { ExportText } from '../../shared/text/tables/export.en';
import type { Language } from '../../shared/text/language';
import { texts } from '../../shared/text/texts';
import { totalTokens, type TokenUsage } from '../../shared/usage';

/** The texts of an exported document in one language. */
export interface ExportWords {
  readonly dates: Intl.DateTimeFormat;
  readonly numbers: Intl.NumberFormat;
  readonly labels: ConversationText & ExportText;
  readonly errors: ErrorTexts;
  /** Foreign text as Markdown that loads nothing when it is opened. */
  readonly inert: (text: string) => string;
}

/** `inert` receives a text and the alternative text for unnamed images. */
export function exportWords(
  language: Language,
  inert: (text: string, imageWord: string) => string,
): ExportWords {
  const own = texts[language];
  return {
    ...own,
    dates: new Intl.DateTimeFormat(own.locale, { dateStyle: 'medium', timeStyle: 'medium' }),
    numbers: new Intl.NumberFormat(own.locale),
    inert: (text) => inert(text, own.labels.image),
  };
}

/** Local date and time; empty if the time is out of range. */
export function dateText(at: number, { dates }: ExportWords): string {
  return Math.abs(at) <= 8.64e15 ? dates.format(at) : '';
}

/** The token usage as text; empty if none was reported. */
export function usageText(usage: TokenUsage, { numbers, labels }: ExportWords): string {
  if (totalTokens(usage) === 0) return '';
  return usage.input + usage.output > 0
    ? labels.tokensOf
        .replace('{input}', numbers.format(usage.input))
        .replace('{output}', numbers.format(usage.output))
    : labels.tokensTotal.replace('{total}', numbers.format(usage.unsplit));
}

/** A size of a file, given in bytes. */
export function sizeText(bytes: number, { numbers }: ExportWords): string {
  return byteSize(bytes, (value) => numbers.format(value));
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
