/** Longer strings are not copied: the copy would cost more than the memory it frees. */
const longest = 16_384;

/**
 * Copies a short string. V8 keeps the whole text alive for a slice of it; without a copy each segment of a streamed text would
 * retain a version of the text.
 */
export function detached(text: string): string {
  return text.length < longest ? ` ${text}`.slice(1) : text;
}

/** Normalises a text as the parser reads it: no byte order mark, `\n` as the only line break, no zero characters. */
export function normalisedText(text: string): string {
  return withOneLineBreak(text.replace(/^\ufeff/, ''));
}

/** Like `normalisedText`, for a piece that continues a text. */
export function withOneLineBreak(text: string): string {
  return /[\r\0]/.test(text) ? text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd') : text;
}

/** The number of occurrences of a character. */
export function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/** The first `count` lines of a text, or the whole text if it has fewer. */
export function firstLines(text: string, count: number): string {
  let end = 0;
  for (let line = 0; line < count; line++) {
    end = text.indexOf('\n', end) + 1;
    if (end === 0) return text;
  }
  return text.slice(0, end);
}

/** The offset of each line. */
export function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0 && end + 1 < text.length; end = text.indexOf('\n', end + 1)) {
    starts.push(end + 1);
  }
  return starts;
}

/** Whether the parser takes a line for blank. */
export function isBlank(line: string): boolean {
  return /^[ \t]*$/.test(line);
}
