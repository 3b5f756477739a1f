import { lineAt, startOf } from './blockLines';
import { formulaAt } from '../inline/formula';
import { fenceOpening } from './fenceLines';
import { countOf } from '../../lines';
import { ruleNamed, type BlockRule, type MarkdownParser, type Token } from '../markdownIt';

/**
 * Keeps all cells of a row. In a row with more cells than the table has columns, a pipe within code or a formula does not
 * separate cells, and the last cell takes what is still left over.
 */
export function useWholeRows(markdown: MarkdownParser): void {
  const table = ruleNamed(markdown, 'table');
  const rule: BlockRule = (state, startLine, endLine, silent) => {
    const header = lineAt(state, startLine);
    if (otherBlock.test(header) || fenceOpening(header)) return false;
    const first = state.tokens.length;
    const isTable =
      table(state, startLine, endLine, silent) || wholeHeader(table, state, startLine, endLine, silent);
    if (!isTable || silent) return isTable;
    const columns = state.tokens.slice(first).findIndex(({ type }) => type === 'thead_close');
    const count = state.tokens.slice(first, first + columns).filter(({ type }) => type === 'th_open').length;
    for (let index = first + columns; index < state.tokens.length; index++) {
      const row = state.tokens[index];
      const line = row?.type === 'tr_open' ? row.map?.[0] : undefined;
      if (line === undefined) continue;
      fillRow(state.tokens, index, lineAt(state, line).trim(), count);
    }
    return true;
  };
  markdown.block.ruler.at('table', rule, { alt: ['paragraph', 'reference'] });
}

/** The beginning of an item or a heading, which is no cell. */
const otherBlock = /^(?:[-+*]|\d{1,9}[.)]|#{1,6})[ \t]/;

/** Reads a table whose header has a pipe within code or a formula that does not separate cells. */
function wholeHeader(
  table: BlockRule,
  ...[state, startLine, endLine, silent]: Parameters<BlockRule>
): boolean {
  const start = startOf(state, startLine);
  const end = state.eMarks[startLine] ?? start;
  const { src, tokens } = state;
  const next = src.slice(end + 1, state.eMarks[startLine + 1]);
  if (startLine + 1 >= endLine || end - start > maxHeader || !/^[\s>]*[|:-][|:\s-]*$/.test(next))
    return false;
  const line = src.slice(start, end);
  const hidden = hidePipes(line);
  if (hidden === line) return false;
  const first = tokens.length;
  state.src = src.slice(0, start) + hidden + src.slice(end);
  const isTable = table(state, startLine, endLine, silent);
  state.src = src;
  for (const token of tokens.slice(first)) {
    if (token.type === 'thead_close') break;
    token.content = token.content.replaceAll(hiddenPipe, '|');
  }
  return isTable;
}

const maxHeader = 2_000;
const hiddenPipe = '\ue07c';

function hidePipes(line: string): string {
  let hidden = '';
  for (let position = 0; position < line.length;) {
    const end = endOfWhole(line, position);
    hidden +=
      end > position + 1 ? line.slice(position, end).replaceAll('|', hiddenPipe) : line.charAt(position);
    position = end;
  }
  return hidden;
}

/** Distributes the cells of a line to the `count` cells of its row. */
function fillRow(tokens: readonly Token[], row: number, line: string, count: number): void {
  if (countOf(line, '|') < count) return;
  const parted = cellsOf(line, false);
  if (parted.length <= count) return;
  const together = cellsOf(line, true);
  const cells = together.length < count ? parted : together;
  const rest = cells.slice(count - 1).join(' | ');
  for (let column = 0; column < count; column++) {
    const cell = tokens[row + 2 + column * 3];
    if (cell) cell.content = column === count - 1 ? rest : (cells[column] ?? '');
  }
}

/** The cells of a row, each trimmed; with `isWhole` a pipe within code or a formula belongs to its cell. */
export function cellsOf(line: string, isWhole: boolean): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  for (let position = 0; position < line.length;) {
    if (line.startsWith('\\|', position)) {
      cell += '|';
      position += 2;
    } else if (line[position] === '|') {
      cells.push(cell.trim());
      cell = '';
      position++;
    } else {
      const end = isWhole ? endOfWhole(line, position) : position + 1;
      cell += line.slice(position, end);
      position = end;
    }
  }
  cells.push(cell.trim());
  if (line.startsWith('|')) cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells;
}

/** The end of the code or formula that begins at a position, or the next position. */
export function endOfWhole(line: string, position: number): number {
  const [run] = /^`*/.exec(line.slice(position, position + maxRun)) ?? [''];
  if (run !== '') {
    const length = run.length;
    const close = new RegExp(`(?<!\`)\`{${String(length)}}(?!\`)`, 'g');
    close.lastIndex = position + length;
    const found = close.exec(line);
    return found ? found.index + length : position + length;
  }
  const formula = line[position] === '$' || line[position] === '\\' ? formulaAt(line, position) : undefined;
  return formula?.state === 'closed' ? formula.end : position + 1;
}

/** Longest run of backticks that is read as code here. */
const maxRun = 8;
