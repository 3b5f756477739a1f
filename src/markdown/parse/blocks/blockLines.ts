import type { BlockRule } from '../markdownIt';

export type BlockState = Parameters<BlockRule>[0];

/** Where the content of a line begins, after its indentation and the marks of the quotes and items around it. */
export function startOf(state: BlockState, line: number): number {
  return (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
}

/** The content of a line. */
export function lineAt(state: BlockState, line: number): string {
  return state.src.slice(startOf(state, line), state.eMarks[line]);
}

/** Columns of indentation within the container; negative left of a list item. */
export function columnsOf(state: BlockState, line: number): number {
  return (state.sCount[line] ?? 0) - state.blkIndent;
}

/** Reads a line as blocks, only up to a position. */
export function tokenizeUpTo(state: BlockState, line: number, position: number): void {
  const { lineMax, src } = state;
  const end = state.eMarks[line] ?? 0;
  state.eMarks[line] = position;
  state.lineMax = line + 1;
  state.src = src.slice(0, position);
  state.md.block.tokenize(state, line, line + 1);
  state.eMarks[line] = end;
  state.lineMax = lineMax;
  state.src = src;
}

/** Continues with the rest of a line from a position, or with the next line if there is no rest. Returns whether there is one. */
export function continueAt(state: BlockState, line: number, position: number): boolean {
  const hasRest = position < (state.eMarks[line] ?? 0);
  state.line = hasRest ? line : line + 1;
  if (!hasRest) return false;
  state.bMarks[line] = position;
  state.tShift[line] = 0;
  state.sCount[line] = state.blkIndent;
  return true;
}
