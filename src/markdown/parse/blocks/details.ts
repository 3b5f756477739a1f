import { columnsOf, continueAt, lineAt, startOf, tokenizeUpTo, type BlockState } from './blockLines';
import type { BlockRule, MarkdownParser, Token } from '../markdownIt';

/** An open element. */
interface Open {
  /** Nesting level, indentation and end line of its content. */
  readonly level: number;
  readonly indent: number;
  readonly endLine: number;
  /** The line that closes it. */
  close?: number;
}

/** The parser drops content that is nested too deeply. */
const maxDepth = 8;
const opening = /^<details( open)?>[ \t]*/i;
const summary = /^<summary>(.*?)<\/summary>[ \t]*/i;
const closing = /<\/details>[ \t]*$/i;

const opened = new WeakMap<BlockState, Open[]>();

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
  const [tag, isOpen] = opening.exec(tagLine(state, startLine)) ?? [];
  if (tag === undefined || open.length === maxDepth) return false;
  if (silent) return true;
  opened.set(state, open);
  const token = state.push('details_open', 'details', 1);
  if (isOpen !== undefined) token.attrSet('open', '');
  const frame: Open = { level: state.level, indent: state.blkIndent, endLine };
  continueAt(state, startLine, startOf(state, startLine) + tag.length);
  if (state.line < endLine) readSummary(state, state.skipEmptyLines(state.line), endLine);
  open.push(frame);
  state.md.block.tokenize(state, state.line, endLine);
  open.pop();
  if (frame.close !== undefined) state.line = frame.close + 1;
  closeToken(state, token, startLine);
  return true;
};

function readSummary(state: BlockState, line: number, endLine: number): void {
  const [whole, title = ''] = (line < endLine && summary.exec(tagLine(state, line))) || [];
  if (whole === undefined) return;
  const token = state.push('summary_open', 'summary', 1);
  const inline = state.push('inline', '', 0);
  inline.content = title.trim();
  inline.map = [line, line + 1];
  inline.children = [];
  continueAt(state, line, startOf(state, line) + whole.length);
  closeToken(state, token, line);
}

const detailsEnd: BlockRule = (state, line, endLine, silent) => {
  const frames = opened.get(state);
  const frame = frames?.at(-1);
  if (!frames || !frame) return false;
  const at = tagLine(state, line).search(closing);
  if (at < 0) return false;
  const isOut = columnsOf(state, line) < 0;
  if (silent) return isOut || state.blkIndent === frame.indent;
  if (state.level !== frame.level || endLine !== frame.endLine) return false;
  if (at > 0) {
    // Another closing tag in the line closes nothing.
    frames.pop();
    tokenizeUpTo(state, line, startOf(state, line) + at);
    frames.push(frame);
  }
  frame.close = line;
  // Ends the content.
  state.line = endLine;
  return true;
};

/** Where an incomplete text ends in a `<details>` without title or content; otherwise its length. */
export function detailsBegun(text: string): number {
  return begun.exec(text)?.index ?? text.length;
}

const begun =
  /^[ \t>*+\d.)-]*<details(?: open)?>\s*(?:<(?:s[a-z]{0,6}|summary>(?:(?!<\/summary>).)*)?)?(?![^])/im;

/** Whether a line may close an element. */
export function mayCloseDetails(line: string): boolean {
  return closing.test(line);
}

function closeToken(state: BlockState, open: Token, line: number): void {
  open.map = [line, state.line];
  state.push(open.type.replace('open', 'close'), open.tag, -1);
}

/** The content of a line; empty where its indentation makes it code. */
function tagLine(state: BlockState, line: number): string {
  return columnsOf(state, line) >= 4 ? '' : lineAt(state, line);
}
