/** Coze's tokens by their prefix, and JSON Web Tokens. Dots and hyphens can occur within a token. */
const tokenPattern = /(?<![\w-])(?:(?:pat|sat|czu|czs)_[\w.-]{8,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,})/;

/** The first part of a text that looks like an access token. */
export function tokenInText(text: string): string | undefined {
  return tokenPattern.exec(text)?.[0];
}
