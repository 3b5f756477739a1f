import type { BlockRule, MarkdownParser, Token } from './markdownIt';

type State = Parameters<BlockRule>[0];

/** An element that is being read. */
interface Open {
  /** Nesting, indentation and end of the lines that its content is read from. */
  readonly level: number;
  readonly indent: number;
  readonly endLine: number;
  /** The line that closes it. */
  close?: number;
}

/** Nesting is bounded as a whole: deeper content would be left out. */
const maxDepth = 8;
const opening = /^<details( open)?>[ \t]*/i;
const summary = /^<summary>(.*?)<\/summary>[ \t]*/i;
const closing = /<\/details>[ \t]*$/i;

const opened = new WeakMap<State, Open[]>();

/**
 * Reads `<details>` at the beginning of a line as a disclosure, with the `<summary>` in that line or the next one as its
 * title and Markdown after it. `</details>` at the end of a line of its content closes it, as does the end of the list
 * item, the quote or the text. A closing tag that closes nothing is text.
 */
export function useDetails(markdown: MarkdownParser): void {
  const alt = ['paragraph', 'reference', 'blockquote', 'list'];
  const { ruler } = markdown.block;
  ruler.before('wideTable', 'details', details, { alt });
  ruler.after('details', 'detailsEnd', detailsEnd, { alt });
}

const details: BlockRule = (state, startLine, endLine, silent) => {
  const open = opened.get(state) ?? [];
  const [tag, isOpen] = opening.exec(lineOf(state, startLine)) ?? [];
  if (tag === undefined || open.length === maxDepth) return false;
  if (silent) return true;
  opened.set(state, open);
  const token = state.push('details_open', 'details', 1);
  if (isOpen !== undefined) token.attrSet('open', '');
  const frame: Open = { level: state.level, indent: state.blkIndent, endLine };
  goOn(state, startLine, tag.length);
  if (state.line < endLine) readSummary(state, state.skipEmptyLines(state.line), endLine);
  open.push(frame);
  state.md.block.tokenize(state, state.line, endLine);
  open.pop();
  if (frame.close !== undefined) state.line = frame.close + 1;
  closeToken(state, token, startLine);
  return true;
};

function readSummary(state: State, line: number, endLine: number): void {
  const [whole, title = ''] = (line < endLine && summary.exec(lineOf(state, line))) || [];
  if (whole === undefined) return;
  const token = state.push('summary_open', 'summary', 1);
  const inline = state.push('inline', '', 0);
  inline.content = title.trim();
  inline.map = [line, line + 1];
  inline.children = [];
  goOn(state, line, whole.length);
  closeToken(state, token, line);
}

const detailsEnd: BlockRule = (state, line, endLine, silent) => {
  const frame = opened.get(state)?.at(-1);
  if (!frame) return false;
  const at = lineOf(state, line).search(closing);
  if (at < 0) return false;
  const isOut = (state.sCount[line] ?? 0) < state.blkIndent;
  if (silent) return isOut || state.blkIndent === frame.indent;
  if (state.level !== frame.level || endLine !== frame.endLine) return false;
  if (at > 0) {
    const end = state.eMarks[line] ?? 0;
    state.eMarks[line] = startOf(state, line) + at;
    state.md.block.tokenize(state, line, line + 1);
    state.eMarks[line] = end;
  }
  frame.close = line;
  // Ends the reading of the content.
  state.line = endLine;
  return true;
};

/** Where a `<details>` begins at the end of a text that is still being written, before its title or content; or the end. */
export function detailsBegun(text: string): number {
  return begun.exec(text)?.index ?? text.length;
}

const begun =
  /^[ \t>*+\d.)-]*<details(?: open)?>\s*(?:<(?:s[a-z]{0,6}|summary>(?:(?!<\/summary>).)*)?)?(?![^])/im;

/** Whether a line may close an element. */
export function mayCloseDetails(line: string): boolean {
  return closing.test(line);
}

function closeToken(state: State, open: Token, line: number): void {
  open.map = [line, state.line];
  state.push(open.type.replace('open', 'close'), open.tag, -1);
}

/** Goes on after some characters of a line: in it, or in the next one when nothing follows. */
function goOn(state: State, line: number, length: number): void {
  const position = startOf(state, line) + length;
  const isRest = position < (state.eMarks[line] ?? 0);
  state.line = isRest ? line : line + 1;
  if (!isRest) return;
  state.bMarks[line] = position;
  state.tShift[line] = 0;
  state.sCount[line] = state.blkIndent;
}

/** A line without its indentation; empty when it is code by that. */
function lineOf(state: State, line: number): string {
  if ((state.sCount[line] ?? 0) - state.blkIndent >= 4) return '';
  return state.src.slice(startOf(state, line), state.eMarks[line]);
}

function startOf(state: State, line: number): number {
  return (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
}
