import { conversationEn, type ConversationText } from './tables/conversation.en';
import { conversationZhCn } from './tables/conversation.zhCn';
import type { ErrorTexts } from './errorText';
import { errorsEn } from './tables/errors.en';
import { errorsZhCn } from './tables/errors.zhCn';
import { exportEn, type ExportText } from './tables/export.en';
import { exportZhCn } from './tables/export.zhCn';
import { locales, type Language } from './language';

interface Texts {
  readonly locale: string;
  readonly errors: ErrorTexts;
  /** Labels of an exported conversation. */
  readonly labels: ConversationText & ExportText;
}

/** The texts of the host in every language. The view loads those of one language from `webview/words`. */
export const texts: Readonly<Record<Language, Texts>> = {
  en: { locale: locales.en, errors: errorsEn, labels: { ...conversationEn, ...exportEn } },
  zh: { locale: locales.zh, errors: errorsZhCn, labels: { ...conversationZhCn, ...exportZhCn } },
};
