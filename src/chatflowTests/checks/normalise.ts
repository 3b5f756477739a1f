import { halfWidth } from '../../shared/text/halfWidth';

/** How texts are compared. */
export interface Comparison {
  readonly ignoreCase?: boolean;
  readonly exact?: boolean;
  readonly fold?: 'width';
}

/** A text as checks compare it: in NFC, without blanks at line ends, with `\n` as line break; or as received if `exact`. */
export function normalised(text: string, { ignoreCase = false, exact = false, fold }: Comparison): string {
  let result = text;
  if (!exact) {
    result = result
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      .replace(/[ \t]+$/gm, '')
      .trimEnd();
  }
  if (fold === 'width') result = halfWidth(result);
  return ignoreCase ? result.toLowerCase() : result;
}

/** A regular expression that finds in a {@link normalised} text what it finds in the text as it was. */
export function normalisedPattern(source: string, { exact = false, fold }: Comparison): string {
  const composed = exact ? source : source.normalize('NFC');
  if (fold !== 'width') return composed;
  // A folded bracket or dot is a character to find, not syntax.
  return composed.replace(
    /[\uff01-\uff5e\u3000]/g,
    (character) => `\\x${halfWidth(character).charCodeAt(0).toString(16)}`,
  );
}

/** Whether two names of options, fields or tools are the same, compared as texts are. */
export function isSameName(one: string, other: string): boolean {
  return normalised(one, {}) === normalised(other, {});
}
