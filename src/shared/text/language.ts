/**
 * The languages of the texts that VS Code does not translate, with their tags for `Intl` and HTML. The compiler demands the
 * texts of each of them wherever a table is chosen.
 */
export const locales = { en: 'en', zh: 'zh-CN' };

export type Language = keyof typeof locales;

export const languages = Object.keys(locales) as readonly Language[];

/** The language for a language code of VS Code or of a system, such as `zh-cn`. English for all that have no texts. */
export function languageOf(code: string): Language {
  return languages.find((language) => code.toLowerCase().startsWith(language)) ?? 'en';
}
