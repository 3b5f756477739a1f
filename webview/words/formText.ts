import type { Language } from '../../src/shared/text/language';
import { formEn } from './form.en';
import { formZhCn } from './form.zhCn';
import { loadedWords } from './wordTable';

const texts: Readonly<Record<Language, Readonly<Record<keyof typeof formEn, string>>>> = {
  en: formEn,
  zh: formZhCn,
};

/** The texts of the forms in the language of the page. They are part of the bundle of the forms. */
export const formText = texts[loadedWords().language];
