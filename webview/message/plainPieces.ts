import { beginning } from '../../src/shared/text/beginning';

/** Length of a piece, in UTF-16 units, from which on it ends with its line. */
const usualLength = 4_000;
/** Maximum length of a piece. A longer line is cut. */
const maxLength = 16_000;

/**
 * Splits a text into pieces that are laid out separately, because the browser lays out all of an element when one line of it
 * changes. The pieces of a text that grows stay the same, except the last one.
 */
export function plainPieces(text: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let end = endOf(text, start); end < text.length; end = endOf(text, start)) {
    pieces.push(text.slice(start, end));
    start = end;
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** Where the piece that begins at `start` ends. */
function endOf(text: string, start: number): number {
  if (text.length - start <= usualLength) return text.length;
  const lineEnd = text.indexOf('\n', start + usualLength) + 1;
  if (lineEnd > 0 && lineEnd - start <= maxLength) return lineEnd;
  if (text.length - start <= maxLength) return text.length;
  return start + beginning(text.slice(start), maxLength).length;
}
