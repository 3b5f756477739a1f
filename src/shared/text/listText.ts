import type { Language } from './language';

const separators: Readonly<Record<Language, string>> = { en: ', ', zh: '、' };

/** Names one after the other, separated as the language does: `a, b` in English, `a、b` in Chinese. */
export function listText(names: readonly string[], language: Language): string {
  return names.join(separators[language]);
}

/** Sentences one after the other. Chinese has no space between them. */
export function sentencesText(sentences: readonly string[], language: Language): string {
  return sentences.join(language === 'zh' ? '' : ' ');
}

/** The name of a value that follows: `Code: ` in English, `错误码：` in Chinese. */
export function labelText(name: string, language: Language): string {
  return name + (language === 'zh' ? '：' : ': ');
}
