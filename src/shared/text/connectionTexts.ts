import { connectionEn, type ConnectionText } from './tables/connection.en';
import { connectionZhCn } from './tables/connection.zhCn';
import type { Language } from './language';

/** The texts of the page "Connection" in every language. */
export const connectionTexts: Readonly<Record<Language, ConnectionText>> = {
  en: connectionEn,
  zh: connectionZhCn,
};
