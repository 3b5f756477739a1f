/**
 * Removes spaces that Chinese does not have: between two Chinese characters, where a template has them for values in Latin
 * letters, and after a full-width mark, where sentences were joined.
 */
export function closeUp(text: string): string {
  return text.replace(/(?<=[。！？]) |(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}
