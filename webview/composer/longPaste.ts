/** Whether a pasted text becomes a chip. */
export function isLongPaste(pasted: string): boolean {
  return pasted.length > 2000 || pasted.split('\n').length > 30;
}
