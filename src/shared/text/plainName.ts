/**
 * A name chosen by others, such as that of a workflow or an account, on one line: without direction marks and other
 * characters that change how the text around it reads. Empty if nothing visible is left.
 */
export function plainName(name: string): string {
  return name
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, 200);
}
