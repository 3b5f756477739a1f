import { connectionEn, type ConnectionText } from './connection.en';
import { connectionZhCn } from './connection.zhCn';
import type { Language } from './language';

/** The texts of the page "Connection" in every language. */
export const connectionTexts: Readonly<Record<Language, ConnectionText>> = {
  en: connectionEn,
  zh: connectionZhCn,
};
