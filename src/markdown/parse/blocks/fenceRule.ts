import { fenceOpening, fenceState, gluedOpening, readFenceLine, type FenceState } from './fenceLines';
import { columnsOf, continueAt, lineAt, startOf, tokenizeUpTo, type BlockState } from './blockLines';
import type { BlockRule, MarkdownParser } from '../markdownIt';

/** Positions in the text of a fence that shares its first or last line with text. */
export interface FenceMeta {
  /** Where its opening marks begin, after text. */
  readonly start?: number;
  /** Where text begins again, after its closing marks. */
  readonly end?: number;
}

/** Reads fences by the rules of `fenceLines.ts`, also where a line break before or after their marks is missing. */
export function useFences(markdown: MarkdownParser): void {
  const alt = ['paragraph', 'reference', 'list'];
  markdown.block.ruler.at('fence', fence, { alt: [...alt, 'blockquote'] });
  markdown.block.ruler.before('reference', 'gluedFence', gluedFence, { alt });
}

const fence: BlockRule = (state, startLine, endLine, silent) => {
  if (columnsOf(state, startLine) >= 4) return false;
  const opening = fenceOpening(lineAt(state, startLine));
  if (!opening) return false;
  if (!silent) readFence(state, startLine, endLine, opening.run, opening.info, {});
  return true;
};

const gluedFence: BlockRule = (state, startLine, endLine, silent) => {
  if (columnsOf(state, startLine) >= 4) return false;
  const start = startOf(state, startLine);
  const line = lineAt(state, startLine);
  const at = gluedOpening(line);
  const isFollowed = startLine + 1 < endLine && !state.isEmpty(startLine + 1);
  if (at < 0 || !isFollowed || (state.sCount[startLine + 1] ?? 0) < 0) return false;
  if (silent) return true;
  tokenizeUpTo(state, startLine, start + line.slice(0, at).trimEnd().length);
  const { run = '', info = '' } = fenceOpening(line.slice(at)) ?? {};
  readFence(state, startLine, endLine, run, info, { start: start + at });
  return true;
};

/** Pushes the token of a fence that opens in a line, and continues after its end. */
function readFence(
  state: BlockState,
  startLine: number,
  endLine: number,
  run: string,
  info: string,
  place: FenceMeta,
): void {
  const indent = place.start === undefined ? (state.sCount[startLine] ?? 0) : state.blkIndent;
  const { line, codeEnd, rest } = findEnd(state, startLine + 1, endLine, fenceState(run, info));
  const token = state.push('fence', 'code', 0);
  token.info = info;
  token.markup = run;
  token.content = contentOf(state, startLine + 1, line, indent, codeEnd);
  const isEnded = line < endLine && (codeEnd !== undefined || rest !== undefined);
  state.line = isEnded && rest === undefined ? line + 1 : line;
  if (rest !== undefined) continueAt(state, line, rest);
  token.map = [startLine, state.line];
  token.meta = { ...place, ...(rest !== undefined && { end: rest }) };
}

interface FenceEnd {
  /** The line that ends the fence, or the first one that does not belong to it. */
  readonly line: number;
  /** Where code ends in that line. Absent if the line does not close the fence. */
  readonly codeEnd?: number;
  /** Where text continues in that line. */
  readonly rest?: number;
}

function findEnd(state: BlockState, firstLine: number, endLine: number, opened: FenceState): FenceEnd {
  // In a list, models often do not indent code, or only not its last line.
  const isOutdented = firstLine < endLine && isLeft(state, firstLine);
  let fence = opened;
  for (let line = firstLine; line < endLine; line++) {
    const start = startOf(state, line);
    const columns = Math.max(0, columnsOf(state, line));
    const hasNext = line + 1 < endLine && columnsOf(state, line + 1) >= 0;
    const next = hasNext ? lineAt(state, line + 1) : '';
    const found = readFenceLine(fence, ' '.repeat(columns) + lineAt(state, line), next);
    const isOut = isLeft(state, line) && !isOutdented;
    const isMarksOnly = found.type === 'end' && found.codeEnd === 0;
    if ((state.sCount[line] ?? 0) < 0 || (isOut && !isMarksOnly)) return { line };
    if (found.type === 'code') {
      fence = found.state;
      continue;
    }
    const codeEnd = start + Math.max(0, found.codeEnd - columns);
    const rest = start + found.restStart - columns;
    return { line, codeEnd, ...(rest < (state.eMarks[line] ?? 0) && { rest }) };
  }
  return { line: endLine };
}

function contentOf(
  state: BlockState,
  from: number,
  line: number,
  indent: number,
  codeEnd: number | undefined,
): string {
  const end = state.eMarks[line] ?? 0;
  if (codeEnd === undefined || codeEnd <= startOf(state, line))
    return state.getLines(from, line, indent, true);
  state.eMarks[line] = codeEnd;
  const content = state.getLines(from, line + 1, indent, false);
  state.eMarks[line] = end;
  return `${content}\n`;
}

/** Whether a line with content is left of the current list item. */
function isLeft(state: BlockState, line: number): boolean {
  return !state.isEmpty(line) && columnsOf(state, line) < 0;
}
