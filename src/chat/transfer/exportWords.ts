import type { ErrorTexts } from '../../shared/text/errorText';
import { errorsEn } from '../../shared/text/errors.en';
import { errorsZhCn } from '../../shared/text/errors.zhCn';
import { exportEn, type ExportText } from '../../shared/text/export.en';
import { exportZhCn } from '../../shared/text/export.zhCn';
import { viewEn, type ViewText } from '../../shared/text/view.en';
import { viewZhCn } from '../../shared/text/view.zhCn';
import { totalTokens, type TokenUsage } from '../../shared/usage';

/** The words around what was said, in one language: those of the view, and the few that only a document needs. */
export interface ExportWords {
  readonly locale: string;
  readonly view: ViewText;
  readonly errors: ErrorTexts;
  readonly own: ExportText;
  /** Foreign text as Markdown that loads nothing when it is read. */
  readonly inert: (text: string) => string;
}

/** The words in a language. `inert` takes a text and the word for an image without a name. */
export function exportWords(
  language: 'en' | 'zh',
  inert: (text: string, imageWord: string) => string,
): ExportWords {
  return language === 'zh'
    ? {
        locale: 'zh-CN',
        view: viewZhCn,
        errors: errorsZhCn,
        own: exportZhCn,
        inert: (text) => inert(text, exportZhCn.image),
      }
    : {
        locale: 'en',
        view: viewEn,
        errors: errorsEn,
        own: exportEn,
        inert: (text) => inert(text, exportEn.image),
      };
}

/** Date and time of the clock on the wall; empty for a time that no calendar has. */
export function dateText(at: number, { locale }: ExportWords): string {
  if (!(Math.abs(at) <= 8.64e15)) return '';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
}

/** Tokens in words; empty where none were reported. */
export function usageText(usage: TokenUsage, { locale, own }: ExportWords): string {
  if (totalTokens(usage) === 0) return '';
  const number = (count: number) => new Intl.NumberFormat(locale).format(count);
  return usage.input + usage.output > 0
    ? own.tokensOf.replace('{input}', number(usage.input)).replace('{output}', number(usage.output))
    : own.tokensTotal.replace('{total}', number(usage.unsplit));
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
