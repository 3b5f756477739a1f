/** The language in an info string: its first word without braces and attributes, as in `js {1,3}` and `{.python}`. */
export function languageOf(info: string): string {
  return /^[\s{.]*([^\s{}.,:;]{1,30})/.exec(info)?.[1] ?? '';
}
