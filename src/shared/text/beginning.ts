/** The first characters of a text: `length` UTF-16 units, or one less where that would split a character. */
export function beginning(text: string, length: number): string {
  const isSplit = text.length > length && /[\uD800-\uDBFF]/.test(text.charAt(length - 1));
  return text.slice(0, isSplit ? length - 1 : length);
}
