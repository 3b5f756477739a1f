import type { Language } from './language';
import { usageEn, type UsageText } from './tables/usage.en';
import { usageZhCn } from './tables/usage.zhCn';

/** The texts of the page "Usage" in every language. */
export const usageTexts: Readonly<Record<Language, UsageText>> = { en: usageEn, zh: usageZhCn };
