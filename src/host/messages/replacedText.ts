/** A part of a text, in UTF-16 units, and its replacement. */
export interface ReplacedPart {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with its parts replaced. The parts do not overlap, and may be in any order. */
export function replaced(whole: string, parts: readonly ReplacedPart[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, text } of [...parts].sort((a, b) => a.start - b.start)) {
    pieces.push(whole.slice(at, start), text);
    at = end;
  }
  return [...pieces, whole.slice(at)].join('');
}
