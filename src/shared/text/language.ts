/** Languages of the texts that VS Code does not translate: errors, the export, the view and the demo. */
export type Language = 'en' | 'zh';

/** The language for a language code of VS Code, such as `zh-cn`. English for all that have no texts. */
export function languageOf(code: string): Language {
  return code.startsWith('zh') ? 'zh' : 'en';
}
