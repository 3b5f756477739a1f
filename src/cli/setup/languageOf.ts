import { languageOf, type Language } from '../../shared/text/language';

/** The language of the terminal, by the variables of POSIX; by the settings of the system where none is set. */
export function languageOfTerminal(env: Readonly<Record<string, string | undefined>>): Language {
  const locale =
    env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || Intl.DateTimeFormat().resolvedOptions().locale;
  return languageOf(locale);
}
