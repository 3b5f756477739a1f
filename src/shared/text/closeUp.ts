/** Removes the spaces between two Chinese characters that a template has for values in Latin letters. */
export function closeUp(text: string): string {
  return text.replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, '$1');
}
