import { formEn } from './form.en';
import { formZhCn } from './form.zhCn';
import { loadedWords } from './wordTable';

/** The texts of the forms in the language of the page. They are part of the bundle of the forms. */
export const formText: Readonly<Record<keyof typeof formEn, string>> =
  loadedWords().language === 'zh' ? formZhCn : formEn;
