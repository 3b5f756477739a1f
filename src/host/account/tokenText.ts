import { originOf } from '../../shared/urls';

/** Why a pasted text is not a token. Never contains any of the text. */
export type TokenProblem = 'empty' | 'lineBreak' | 'space' | 'quote' | 'control' | 'notAscii' | 'tooLong';

const maxTokenLength = 8_192;

/**
 * Reads a pasted access token: trims it and removes a leading "Bearer ". Refuses characters that are invalid in a
 * header, because `Headers` would quote the token in its error message.
 */
export function readToken(pasted: string): { readonly token: string } | { readonly problem: TokenProblem } {
  const token = pasted
    .trim()
    .replace(/^(?:authorization:\s*)?bearer(?:\s+|$)/i, '')
    .trim();
  const problem = problemOf(token);
  return problem ? { problem } : { token };
}

/** Coze's tokens by their prefix, and the JSON Web Tokens of deployed projects. */
const knownForms = /^(?:(?:pat|sat|czu|czs)_[\w.-]{8,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]+)$/;

/** Whether the token has a known form. Tokens of another form may be valid as well. */
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

/**
 * The token in the environment variable `COZE_API_TOKEN`, for machines without a secret storage. It belongs to the origin of
 * the user's base URL, and is returned for no other origin.
 */
export function environmentToken(
  origin: string,
  baseUrl: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (baseUrl === undefined || originOf(baseUrl) !== origin) return undefined;
  const read = readToken(environment['COZE_API_TOKEN'] ?? '');
  return 'token' in read ? read.token : undefined;
}
