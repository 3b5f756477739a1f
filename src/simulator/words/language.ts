import type { Answers } from './answers';
import { answersEn } from './answersEn';
import { answersZh } from './answersZh';

/** The languages the simulated workflows speak. */
export type Language = 'en' | 'zh';

/** The words for a language. */
export function answersIn(language: Language): Answers {
  return language === 'zh' ? answersZh : answersEn;
}

/** The language a message is written in; `undefined` if its characters do not show that, as those of a number. */
export function languageOf(message: string): Language | undefined {
  if (/[\u3400-\u9fff]/.test(message)) return 'zh';
  return /[a-z]/i.test(message) ? 'en' : undefined;
}
