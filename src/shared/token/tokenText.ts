import { halfWidth } from '../text/halfWidth';
import { originOf } from '../urls/urls';
import { kindOfPaste, placeholderIn, type PastedKind } from './pastedKind';

/** Why a pasted text is not a token: a fault of the text, or its kind. Never contains any of the text. */
export type TokenProblem = TokenFault | PastedKind;

/** A fault of a text that may otherwise be a token. */
type TokenFault =
  'empty' | 'lineBreak' | 'space' | 'quote' | 'control' | 'notAscii' | 'tooLong' | 'severalTokens';

const maxTokenLength = 8_192;

/**
 * Reads a pasted access token. Finds it in a header line, a command, an assignment or JSON, and removes quotation marks,
 * invisible characters and the line breaks of a terminal. Refuses everything that is not a token, and characters that are
 * invalid in a header, because `Headers` would quote the token in its error message.
 */
export function readToken(pasted: string): { readonly token: string } | { readonly problem: TokenProblem } {
  if (pasted.length > 2 * maxTokenLength) return { problem: 'tooLong' };
  const text = unwrapped(visibleAscii(pasted).trim());
  const matches = [...text.matchAll(tokenInText)].filter(
    ({ 0: token, index }) => !isCutByBlank(text, index, token),
  );
  const found = new Set(matches.map(([token]) => token));
  if (found.size > 1) return { problem: 'severalTokens' };
  const [only] = found;
  const token = only ?? withoutQuotes(valueIn(withoutQuotes(text)));
  const problem = only === undefined ? (kindOfPaste(text, token) ?? problemOf(token)) : placeholderIn(token);
  return problem ? { problem } : { token };
}

/** Coze's tokens by their prefix, and the JSON Web Tokens of deployed projects. */
const knownForm = String.raw`(?:pat|sat|czu|czs)_[\w-]{8,}(?:\.[\w-]+)*|eyJ[\w-]{8,}\.[\w-]+\.[\w-]+`;
const tokenOfKnownForm = new RegExp(`^(?:${knownForm})$`);

/**
 * A token that stands alone: not a part of a longer word, not cut off by asterisks or an ellipsis, and not followed by a
 * line that may be its rest.
 */
const tokenInText = new RegExp(
  String.raw`(?<![\w.-])(?:${knownForm})(?![\w*•…-]|\.{2}|\.\w|[ \t]*\r?\n[ \t]*(?!(?:pat|sat|czu|czs)_)[\w.-]+[ \t]*(?:[\r\n]|$))`,
  'g',
);

/**
 * Whether words follow a token up to the end of its line or quotation, so that a blank may have divided it. After an
 * assignment without quotation marks, several words are the command that the shell runs with it.
 */
function isCutByBlank(text: string, start: number, token: string): boolean {
  const rest = text.slice(start + token.length);
  const [, words = ''] =
    /^((?:[ \t]+(?!(?:pat|sat|czu|czs)_|eyJ)\w[\w.-]*)+)[ \t]*(?:["'`”’」』»>]|[\r\n]|$)/.exec(rest) ?? [];
  const count = words.trim() === '' ? 0 : words.trim().split(/[ \t]+/).length;
  return count === 1 || (count > 1 && text[start - 1] !== '=');
}

/** Whether the token has a known form. Tokens of another form may be valid as well. */
export function hasKnownForm(token: string): boolean {
  return tokenOfKnownForm.test(token);
}

/** Whether the text is a personal access token in its full length, which only these have: the end of others is not known. */
export function isWholeToken(text: string): boolean {
  return /^pat_\w{64}$/.test(text.trim());
}

/** Replaces full-width characters and no-break spaces by those of ASCII, and removes invisible characters. */
function visibleAscii(text: string): string {
  return halfWidth(text)
    .replace(/\u00A0/g, ' ')
    .replace(/\p{Cf}/gu, '');
}

/**
 * Joins the lines of a token that a terminal has wrapped: all lines but the last are equally long, and the last is not
 * longer. A first line that is a whole personal access token is not continued.
 */
function unwrapped(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim());
  const [first = '', ...rest] = lines;
  const isWrapped =
    rest.length > 0 &&
    /^(?:(?:pat|sat|czu|czs)_|eyJ)[\w.-]{16,}$/.test(first) &&
    !isWholeToken(first) &&
    rest.every((line, index) =>
      index === rest.length - 1 ? line.length <= first.length : line.length === first.length,
    ) &&
    rest.every((line) => /^[\w.-]+$/.test(line) && !/^(?:pat|sat|czu|czs)_/.test(line));
  return isWrapped ? lines.join('') : text;
}

/** The value of a header line, or of an assignment to a name such as `COZE_API_TOKEN` or `"token"`. */
function valueIn(text: string): string {
  const [, bearer] = /\bbearer\s+(.*)$/is.exec(text) ?? [];
  if (bearer !== undefined) return bearer.trim();
  const [, assigned] = /(?<!\w)\w*(?:token|api_?key|pat)["']?\s*[=:]\s*(.+)$/is.exec(text) ?? [];
  return (assigned ?? text.replace(/^(?:authorization:\s*)?bearer$/i, '')).trim();
}

const quotes = String.raw`"'\`“”‘’„«»‹›「」『』《》〈〉【】()[\]{}<>`;
const leadingQuotes = new RegExp(`^[${quotes}]+`);
/** The lookbehind makes the search linear. */
const trailingQuotes = new RegExp(`(?<![${quotes},;，；。、])[${quotes},;，；。、]+$`);

/** Removes quotation marks and brackets around the text, and the punctuation after it. */
function withoutQuotes(text: string): string {
  return text.replace(leadingQuotes, '').replace(trailingQuotes, '').trim();
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
