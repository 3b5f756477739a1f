import type { Language } from './language';
import { usageEn, type UsageText } from './usage.en';
import { usageZhCn } from './usage.zhCn';

/** The texts of the page "Usage" in every language. */
export const usageTexts: Readonly<Record<Language, UsageText>> = { en: usageEn, zh: usageZhCn };
