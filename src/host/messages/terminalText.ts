/**
 * Text of an answer as it is pasted into a terminal: without the last line break, which would run it, and without control
 * and other invisible characters. A tab becomes a space, because a shell completes a word at a tab.
 */
export function terminalText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '')
    .replace(/\s+$/, '');
}
