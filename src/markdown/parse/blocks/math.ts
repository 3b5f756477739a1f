import { columnsOf, lineAt, startOf, type BlockState } from './blockLines';
import { formulaAt, maxFormulaLength } from '../inline/formula';
import type { BlockRule, InlineRule, MarkdownParser } from '../markdownIt';

type InlineState = Parameters<InlineRule>[0];

/** A blank line, also in a quote. It ends a formula. */
export const blank = /^[\s>]*$/;

/**
 * Makes tokens `math_inline` and `math_block` with TeX as their content from `$x$`, `\(x\)`, `$$x$$` and `\[x\]`.
 * Prices, variables and paths stay text: see `formula.ts`.
 */
export function useMath(markdown: MarkdownParser): void {
  markdown.inline.ruler.after('newline', 'formula', formula);
  markdown.block.ruler.before('fence', 'mathBlock', mathBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}

function formula(state: InlineState, silent: boolean): boolean {
  const found = formulaAt(state.src, state.pos, state.posMax);
  if (found.state !== 'closed') return state.src.startsWith('$$', state.pos) && skipRun(state, silent);
  if (!silent) {
    const token = state.push('math_inline', '', 0);
    token.content = found.content;
    token.markup = found.open;
  }
  state.pos = found.end;
  return true;
}

/** Skips dollars that open nothing all at once; otherwise each of them would start a search. */
function skipRun(state: InlineState, silent: boolean): boolean {
  let end = state.pos;
  while (end < state.posMax && state.src[end] === '$') end++;
  if (!silent) state.pending += state.src.slice(state.pos, end);
  state.pos = end;
  return true;
}

const mathBlock: BlockRule = (state, startLine, endLine, silent) => {
  if (columnsOf(state, startLine) >= 4) return false;
  const first = lineAt(state, startLine);
  const open = first.slice(0, 2);
  if (open !== '$$' && open !== '\\[') return false;
  const close = open === '$$' ? '$$' : '\\]';
  if (isKnownOpen(state, startLine, close)) return false;
  const lines: string[] = [];
  for (let line = startLine; line < endLine; line++) {
    if (line > startLine && (state.sCount[line] ?? 0) < state.blkIndent) {
      return noteOpen(state, { close, from: startLine, to: line, indent: state.blkIndent });
    }
    const text = line === startLine ? first.slice(2) : lineAt(state, line);
    const end = text.indexOf(close);
    if (end >= 0 && text.slice(end + 2).trim() !== '') return false;
    lines.push(end < 0 ? text : text.slice(0, end));
    const length = (state.eMarks[line] ?? 0) - (state.bMarks[startLine] ?? 0);
    if (line > startLine && blank.test(text)) {
      return noteOpen(state, { close, from: startLine, to: line, indent: 0 });
    }
    if (length > maxFormulaLength) return false;
    if (end < 0) continue;
    if (silent) return true;
    const token = state.push('math_block', '', 0);
    token.content = lines.join('\n').trim();
    token.map = [startLine, line + 1];
    state.line = line + 1;
    return true;
  }
  return noteOpen(state, { close, from: startLine, to: endLine, indent: state.blkIndent });
};

/** Lines in which no formula starts, because the text or the container ends before it would close. */
interface OpenLines {
  readonly close: string;
  readonly from: number;
  readonly to: number;
  /** Applies to lines with at least this indentation. */
  readonly indent: number;
}

const openLines = Symbol('lines without a formula');

/** Caches a search without result; otherwise each of many lines would repeat it. Returns false. */
function noteOpen(state: BlockState, found: OpenLines): false {
  state.env[openLines] = { ...found, src: state.src };
  return false;
}

function isKnownOpen(state: BlockState, line: number, close: string): boolean {
  const known = state.env[openLines] as (OpenLines & { readonly src: string }) | undefined;
  const isSame = known?.src === state.src && known.close === close && state.blkIndent >= known.indent;
  if (isSame && line >= known.from && line < known.to) return true;
  return isFarFromClose(state, startOf(state, line) + 2, close);
}

const noClose = Symbol('text without the end of a formula');

/** Whether no `close` is within reach. Searches no text twice. */
function isFarFromClose(state: BlockState, from: number, close: string): boolean {
  const { src } = state;
  const known = state.env[noClose] as { src: string; close: string; from: number; to: number } | undefined;
  const isKnown = known?.src === src && known.close === close && known.from <= from && from < known.to;
  const to = Math.min(src.length, from + maxFormulaLength);
  const searched = isKnown ? known.to - 1 : from;
  if (src.slice(searched, to).includes(close)) return false;
  state.env[noClose] = { src, close, from, to: Math.max(to, isKnown ? known.to : 0) };
  return true;
}
