import { columnsOf, continueAt, lineAt, startOf, tokenizeUpTo, type BlockState } from './blockLines';
import { fenceOpening } from './fenceLines';
import { countOf } from '../../lines';
import type { BlockRule, InlineRule, MarkdownParser } from '../markdownIt';

/** Longest comment, in UTF-16 units. A longer one is text. Bounds the search for its end. */
const maxCommentLength = 4_000;

const opening = '<!--';
const closing = '-->';

/**
 * Hides HTML comments. A comment within a paragraph is inline. One that holds a blank line, or that starts a line and spans
 * several, is the hidden block `comment`; text around it in its first and last line stays. A comment without an end is text.
 */
export function useComments(markdown: MarkdownParser): void {
  markdown.block.ruler.before('reference', 'comment', commentBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  markdown.inline.ruler.before('autolink', 'comment', commentInline);
}

/** Where a comment starts in a line that does not end it, outside code; -1 if there is none. */
export function commentStart(line: string): number {
  let at = line.indexOf(opening);
  let counted = 0;
  let backticks = 0;
  while (at >= 0) {
    backticks += countOf(line.slice(counted, at), '`');
    const isCode = backticks % 2 === 1;
    const end = isCode ? at + opening.length : line.indexOf(closing, at + opening.length);
    if (end < 0) return at;
    counted = at;
    at = line.indexOf(opening, end);
  }
  return -1;
}

/** Where a comment starts, from `from` on, whose end may still follow the text; -1 if there is none. */
export function openComment(text: string, from = 0): number {
  let end = 0;
  for (let next = text.indexOf(opening, from); next >= 0;) {
    const lineStart = Math.max(from, text.lastIndexOf('\n', next) + 1);
    const lineEnd = endOfLine(text, next);
    const found = commentStart(text.slice(lineStart, lineEnd));
    const at = lineStart + found;
    if (end >= 0 && end < lineEnd) end = text.indexOf(closing, lineEnd);
    if (found >= 0 && end < 0 && text.length - at <= maxCommentLength) return at;
    next = text.indexOf(opening, found >= 0 && end >= 0 && end - at <= maxCommentLength ? end : lineEnd);
  }
  return -1;
}

const commentBlock: BlockRule = (state, startLine, endLine, silent) => {
  const at = columnsOf(state, startLine) < 4 ? commentStart(lineAt(state, startLine)) : -1;
  const start = startOf(state, startLine) + at;
  const found = at < 0 ? undefined : findEnd(state, startLine, endLine, start);
  if (!found || (at > 0 && !found.hasBlankLine)) return false;
  if (fenceOpening(lineAt(state, startLine).slice(0, at))) return false;
  if (silent) return true;
  if (at > 0) tokenizeUpTo(state, startLine, start);
  const token = state.push('comment', '', 0);
  token.hidden = true;
  const end = state.skipSpaces(found.end);
  const hasRest = continueAt(state, found.line, end);
  token.map = [startLine, state.line];
  token.meta = { ...(at > 0 && { start }), ...(hasRest && { end }) };
  return true;
};

/** The end of a comment that starts at `from` and does not end in its line. It ends with the list item or quote at the latest. */
function findEnd(state: BlockState, startLine: number, endLine: number, from: number) {
  const close = state.src
    .slice(0, from + maxCommentLength + closing.length)
    .indexOf(closing, from + opening.length);
  if (close < 0) return undefined;
  const indent = Math.min(state.blkIndent, state.sCount[startLine] ?? 0);
  let hasBlankLine = false;
  for (let line = startLine + 1; line < endLine; line++) {
    const isBlank = state.isEmpty(line);
    hasBlankLine ||= isBlank;
    if (!isBlank && (state.sCount[line] ?? 0) < Math.max(0, indent)) return undefined;
    if (close >= (state.eMarks[line] ?? 0)) continue;
    return { line, end: close + closing.length, hasBlankLine };
  }
  return undefined;
}

const commentInline: InlineRule = (state) => {
  if (!state.src.startsWith(opening, state.pos)) return false;
  const end = state.src.indexOf(closing, state.pos + opening.length);
  if (end < 0) return false;
  state.pos = end + closing.length;
  return true;
};

function endOfLine(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end < 0 ? text.length : end;
}
