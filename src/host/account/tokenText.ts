/** What is wrong with a pasted token. Never holds the token or a part of it. */
export type TokenProblem = 'empty' | 'lineBreak' | 'space' | 'quote' | 'control' | 'notAscii' | 'tooLong';

const maxTokenLength = 8_192;

/**
 * Reads what the user pasted as an access token: trims it and drops a leading "Bearer ". Anything that a header cannot
 * carry is refused by name, because `Headers` would repeat the value in its error text.
 */
export function readToken(pasted: string): { readonly token: string } | { readonly problem: TokenProblem } {
  const token = pasted
    .trim()
    .replace(/^(?:authorization:\s*)?bearer(?:\s+|$)/i, '')
    .trim();
  const problem = problemOf(token);
  return problem ? { problem } : { token };
}

/** Tokens of Coze by their beginning, and the JSON Web Tokens of its deployed projects. */
const knownForms = /^(?:(?:pat|sat|czu|czs)_[\w.-]{8,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]+)$/;

/** Whether a token has one of the forms that tokens of Coze are known to have. Others may work all the same. */
export function hasKnownForm(token: string): boolean {
  return knownForms.test(token);
}

function problemOf(token: string): TokenProblem | undefined {
  if (token === '') return 'empty';
  if (token.length > maxTokenLength) return 'tooLong';
  if (/[\r\n\u2028\u2029]/.test(token)) return 'lineBreak';
  if (/\s/.test(token)) return 'space';
  if (/\p{Cc}/u.test(token)) return 'control';
  if (/[^\x21-\x7e]/.test(token)) return 'notAscii';
  if (/["'`]/.test(token)) return 'quote';
  return undefined;
}
