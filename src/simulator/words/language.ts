import type { Answers } from './answers';
import { answersEn } from './answersEn';
import { answersZh } from './answersZh';

/** The languages of the simulated workflows. */
export type Language = 'en' | 'zh';

/** The texts for a language. */
export function answersIn(language: Language): Answers {
  return language === 'zh' ? answersZh : answersEn;
}

/** The language of a message; `undefined` if its characters do not determine it, such as digits. */
export function languageOf(message: string): Language | undefined {
  if (/[\u3400-\u9fff]/.test(message)) return 'zh';
  return /[a-z]/i.test(message) ? 'en' : undefined;
}
