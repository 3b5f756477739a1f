/** Longest text that one step looks at, and so the longest segment, in characters. */
export const windowLength = 16_384;
/** The same for a line that is longer but mostly words: a paragraph must stay whole. */
const longLineLength = 65_536;
/** A window with more marks than these is not prose, and each mark may cost a search or become an element. */
const maxMarks = 3_200;

/**
 * Finds where the window at the beginning of a text ends. The end depends on the beginning of the text only, and not on how
 * the text arrived. Caches its search in a growing text; create a new one when the beginning of the text changes.
 */
export class Window {
  /** Up to here a long line has been checked, except for its last window. */
  private plain = windowLength;
  /** The marks up to here have been counted, and are few. */
  private counted = 0;

  /** The end of a long line, the position before too many marks, or the limit; `Infinity` while it is not known. */
  endIn(text: string): number {
    if (text.length < windowLength) return windowLength;
    if (text.lastIndexOf('\n', windowLength - 1) >= windowLength / 2) return windowLength;
    for (; this.plain < longLineLength; this.plain += windowLength) {
      const end = this.plain;
      if (this.counted < end) {
        if (marksIn(text.slice(end - windowLength, end)) > maxMarks) return end;
        this.counted = end;
      }
      const lineEnd = text.slice(end, end + windowLength).indexOf('\n');
      if (lineEnd >= 0) return end + lineEnd + 1;
      if (text.length < end + windowLength) return Infinity;
    }
    return longLineLength;
  }
}

/** Where a window is cut in which nothing is settled: after its last line or word, or at its end. */
export function hardEnd(window: string): number {
  const line = window.lastIndexOf('\n') + 1;
  const space = window.lastIndexOf(' ') + 1;
  const half = window.length / 2;
  return line > half ? line : space > half ? space : wholeCharacters(window, window.length);
}

/** `length`, or one less where that would split a surrogate pair. */
export function wholeCharacters(text: string, length: number): number {
  return (text.charCodeAt(length - 1) & 0xfc00) === 0xd800 ? length - 1 : length;
}

function marksIn(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) if (marks.has(text.charCodeAt(index))) count++;
  return count;
}

const marks: ReadonlySet<number> = new Set(
  Array.from('*_`[]()\\$<!|~&:>#"+-=\0', (one) => one.charCodeAt(0)),
);
