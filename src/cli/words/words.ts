import { excerpt } from '../../chatflowTests/words/words';
import { closeUp } from '../../shared/text/closeUp';
import type { Language } from '../../shared/text/language';
import { en, type CliKey } from './en';
import { zhCn } from './zhCn';

const words = { en, zh: zhCn };

/** A number with its noun, such as `1 call`. */
export function counted(language: Language, noun: 'tests' | 'calls' | 'days', count: number): string {
  return say(language, `${noun}${count === 1 ? 'One' : 'Many'}`, { count });
}

/** A text of the command line, with its values on one line. */
export function say(
  language: Language,
  key: CliKey,
  params: Readonly<Record<string, string | number>> = {},
): string {
  const template = words[language][key];
  if (key === 'usage') return template;
  const filled = template.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    excerpt(String(params[name] ?? '')),
  );
  return closeUp(filled.trimEnd());
}
