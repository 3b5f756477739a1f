/** Stands where a secret stood. Not ASCII, so that no token can be part of it or be formed across it. */
export const redactionMark = '•••';

/** The shapes of Coze's own tokens, and whatever follows "Bearer". */
const tokenPattern = /\b(?:pat|czu|czs|sat)_[\w.-]{4,}|\bBearer\s+[\x21-\x7e]+/gi;

/**
 * The text without the secrets, in any of the forms they are written in, and without anything that looks like a token
 * of Coze. Every text from outside passes here before it becomes part of an error or the log.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let result = text;
  for (const secret of secrets) {
    if (secret === '') continue;
    for (const form of new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])) {
      result = result.split(form).join(redactionMark);
    }
  }
  return result.replace(tokenPattern, redactionMark);
}
