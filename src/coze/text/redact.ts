/** Replaces a secret. Not ASCII, so that no token can contain it or be formed across it. */
export const redactionMark = '•••';

/**
 * The formats of Coze's tokens, and any value after "Bearer". The text can be JSON: a token can follow an escape, whose letter
 * is no part of a word, and a value ends before a quote or a backslash, so that the JSON stays valid.
 */
const tokenPattern =
  /(?:\b|(?<=\\(?:[bfnrt]|u[\da-f]{4})))(?:(?:pat|czu|czs|sat)_[\w.-]{4,}|Bearer\s+[\x21\x23-\x5b\x5d-\x7e]+)/gi;

/**
 * Removes the secrets, in all their encodings, and everything that looks like a token of Coze. Applied to every foreign
 * text that becomes part of an error or the log.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let result = text;
  // The longest first: a secret can contain a shorter one, whose removal would leave the rest of it.
  const forms = secrets.flatMap(encodingsOf).sort((a, b) => b.length - a.length);
  for (const form of forms) if (form !== '') result = result.split(form).join(redactionMark);
  return result.replace(tokenPattern, redactionMark);
}

/** JSON Web Tokens: those of apps and of deployed projects, and of other services. */
const jsonWebToken = /(?:(?<![\w-])|(?<=\\(?:[bfnrt]|u[\da-f]{4})))eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g;

/** Removes everything that looks like a token of any kind, for a text that is made to leave this computer. */
export function withoutTokens(text: string): string {
  return redact(text, []).replace(jsonWebToken, redactionMark);
}

/** A secret as it is written in plain text, in a URL and in JSON. */
export function encodingsOf(secret: string): readonly string[] {
  return [...new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])];
}

/** Removes the secrets from a parsed JSON value, from names and values, with any escapes the text had. */
export function withoutSecrets(value: unknown, secrets: readonly string[]): unknown {
  if (value === undefined) return undefined;
  const text = JSON.stringify(value);
  let clean = text;
  for (const secret of secrets) clean = clean.split(JSON.stringify(secret).slice(1, -1)).join(redactionMark);
  return clean === text ? value : (JSON.parse(clean) as unknown);
}
