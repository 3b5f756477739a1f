/** Where code is inserted, and how the editor indents. */
export interface InsertionPlace {
  /** The text of the line before the selection. */
  readonly before: string;
  /** The selected text; empty for a cursor. */
  readonly selected: string;
  /** The text of the line after the selection. */
  readonly after: string;
  readonly eol: string;
  readonly insertSpaces: boolean;
  readonly tabSize: number;
}

/** Characters that end a token: inserted code must not join them. */
const endsToken = /[\p{L}\p{N}_;)\]}"'`]$/u;
/** Characters that close what is before them: no line break is needed. */
const startsWithCloser = /^\s*[)\]},;.]/;
const word = /[\p{L}\p{N}_$]/u;
const operator = /[-+*/%&|^<>=!~:.?]/;

/**
 * Formats code for its place: indents it like the line, with the characters of the editor, and adds a line break or a
 * space where it would join the text around it.
 */
export function insertionText(code: string, place: InsertionPlace): string {
  const { before, after, eol, selected } = place;
  const lines = reindented(
    withoutOuterIndent(code.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n')),
    place,
  );
  const isLineStart = before.trim() === '';
  const base = isLineStart ? indentOf(before + firstLine(selected) + after) || before : indentOf(before);
  const first = isLineStart ? base.slice(before.length) : '';
  const text =
    first + lines.map((line, index) => (index === 0 || line === '' ? line : base + line)).join(eol);
  if (selected !== '') return /\n$/.test(selected) ? text + eol : text;
  const isBlock = lines.length > 1;
  return head(lines[0] ?? '', place, base, isBlock) + text + tail(lines.at(-1) ?? '', place, base, isBlock);
}

function head(
  firstOfCode: string,
  { before, after, eol }: InsertionPlace,
  base: string,
  isBlock: boolean,
): string {
  if (before.trim() === '') return '';
  const isAtEnd = after.trim() === '';
  if (endsToken.test(before) && (isBlock || isAtEnd)) return eol + base;
  return wouldGlue(before.at(-1) ?? '', firstOfCode[0] ?? '') ? ' ' : '';
}

function tail(
  lastOfCode: string,
  { before, after, eol }: InsertionPlace,
  base: string,
  isBlock: boolean,
): string {
  if (after.trim() === '') return '';
  if (before.trim() === '') return eol + before;
  if (isBlock && !startsWithCloser.test(after)) return eol + base;
  return wouldGlue(lastOfCode.at(-1) ?? '', after[0] ?? '') ? ' ' : '';
}

function wouldGlue(left: string, right: string): boolean {
  return (word.test(left) && word.test(right)) || (operator.test(left) && operator.test(right));
}

/** Removes the common indentation. */
function withoutOuterIndent(lines: readonly string[]): readonly string[] {
  const indents = lines.filter((line) => line.trim() !== '').map(indentOf);
  let common = indents[0] ?? '';
  for (const indent of indents) while (!indent.startsWith(common)) common = common.slice(0, -1);
  return lines.map((line) => (line.trim() === '' ? '' : line.slice(common.length)));
}

/** Converts the indentation to tabs or spaces. */
function reindented(lines: readonly string[], { insertSpaces, tabSize }: InsertionPlace): readonly string[] {
  const steps = lines.map((line) => indentOf(line).replaceAll('\t', '').length).filter((width) => width > 0);
  const step = steps.reduce(greatestCommonDivisor, 0);
  return lines.map((line) => {
    const indent = indentOf(line);
    const rest = line.slice(indent.length);
    if (insertSpaces) return indent.replaceAll('\t', ' '.repeat(tabSize)) + rest;
    if (step < 2) return line;
    const tabs = indent.length - indent.replaceAll('\t', '').length;
    return '\t'.repeat(tabs + (indent.length - tabs) / step) + rest;
  });
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? '';
}
