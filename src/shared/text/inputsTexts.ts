import type { Language } from './language';
import { inputsEn } from './tables/inputs.en';
import { inputsZhCn } from './tables/inputs.zhCn';

/** What is wrong with the value of an input, in every language. */
export const inputsTexts: Readonly<Record<Language, typeof inputsEn>> = {
  en: inputsEn,
  zh: inputsZhCn,
};
