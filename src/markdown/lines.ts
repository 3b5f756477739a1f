/** Copying more than this costs more than what is kept alive by it. */
const longest = 16_384;

/**
 * A small piece of a text as a string of its own. Engines keep the whole text alive for a slice of it, and a streamed
 * text is another one each time: every segment would hold a copy of all that was before.
 */
export function detached(text: string): string {
  return text.length < longest ? ` ${text}`.slice(1) : text;
}

/** A whole text as it is read: without a byte order mark, with one kind of line break and no zero characters. */
export function normalisedText(text: string): string {
  return withOneLineBreak(text.replace(/^\ufeff/, ''));
}

/** The same for a piece that goes on with a text. */
export function withOneLineBreak(text: string): string {
  return /[\r\0]/.test(text) ? text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd') : text;
}

/** How often a character is in a text. */
export function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/** As many whole lines from the beginning, or all there is. */
export function firstLines(text: string, count: number): string {
  let end = 0;
  for (let line = 0; line < count; line++) {
    end = text.indexOf('\n', end) + 1;
    if (end === 0) return text;
  }
  return text.slice(0, end);
}

/** Where each line begins. */
export function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0 && end + 1 < text.length; end = text.indexOf('\n', end + 1)) {
    starts.push(end + 1);
  }
  return starts;
}

/** Whether a line is empty for the parser. */
export function isBlank(line: string): boolean {
  return /^[ \t]*$/.test(line);
}
