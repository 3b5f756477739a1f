import { formulaAt } from '../parse/inline/formula';
import { cellsOf, endOfWhole } from '../parse/blocks/tableRows';

/** A line that may be the header of a table. */
interface Header {
  readonly prefix: string;
  readonly cells: string;
  /** Whether the cells start with a pipe. */
  readonly isPiped: boolean;
  /** Position of the first pipe in the line. */
  readonly pipe: number;
}

/** Longest header that is read, and longest text after a pipe that is held back: a header is short. */
const maxHeader = 2_000;
const maxHeld = 160;

/**
 * An open end whose last lines may begin a table: as a table from the first cell on if its rows start with a pipe, without
 * what follows the first pipe if they do not. `undefined` if the lines begin no table.
 */
export function steadyTable(text: string): string | undefined {
  const start = text.lastIndexOf('\n') + 1;
  const last = text.slice(start);
  const previousStart = text.lastIndexOf('\n', start - 2) + 1;
  const previous = start > 0 ? headerOf(text.slice(previousStart, start - 1)) : undefined;
  if (previous && isDelimiterStart(last, previous) && !isInTable(text, previousStart)) {
    const isTable = previous.isPiped || /^[\s>]*:?-+:?\s*\|/.test(last);
    return isTable
      ? text.slice(0, start) + delimiterFor(previous)
      : text.slice(0, previousStart + previous.pipe).trimEnd();
  }
  const header = headerOf(last);
  if (!header || isInTable(text, start)) return undefined;
  if (header.isPiped) return previous?.isPiped ? undefined : `${text}\n${delimiterFor(header)}`;
  return last.length - header.pipe > maxHeld ? undefined : text.slice(0, start + header.pipe).trimEnd();
}

function headerOf(line: string): Header | undefined {
  if (!line.includes('|') || line.length > maxHeader) return undefined;
  const [prefix = ''] = /^[\s>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?/.exec(line) ?? [];
  const cells = line.slice(prefix.length);
  if (delimiterRow.test(cells)) return undefined;
  const isPiped = cells.startsWith('|');
  if (isPiped) return /[^\s|]/.test(cells) ? { prefix, cells, isPiped, pipe: prefix.length } : undefined;
  const pipe = /^#{1,6} /.test(cells) ? -1 : pipeIn(cells);
  return pipe < 1 ? undefined : { prefix, cells, isPiped, pipe: prefix.length + pipe };
}

/** The first pipe outside code and formulas, or -1 if code or a formula before it is still open. */
function pipeIn(cells: string): number {
  for (let position = 0; position < cells.length;) {
    const character = cells[position] ?? '';
    if (character === '|') return position;
    const end = endOfWhole(cells, position);
    const isOpenCode = character === '`' && !cells.slice(position, end).endsWith('`'.repeat(2));
    if (isOpenCode && end === position + 1 && !cells.includes('`', end)) return -1;
    if (character === '$' && formulaAt(cells, position).state === 'open') return -1;
    position = character === '\\' && end === position + 1 ? position + 2 : end;
  }
  return -1;
}

/** Whether an incomplete line may become the delimiter row of a header. */
function isDelimiterStart(line: string, header: Header): boolean {
  const indent = indentFor(header);
  if (indent.startsWith(line)) return true;
  return line.startsWith(indent) && /^[ |:-]*$/.test(line.slice(indent.length));
}

function delimiterFor(header: Header): string {
  const count = cellsOf(header.cells.trim(), true).length;
  return `${indentFor(header)}|${'-|'.repeat(Math.min(count, 64))}`;
}

/** The beginning of a line that continues the item and the quotes around a header. */
function indentFor({ prefix }: Header): string {
  return prefix.replace(/[^\s>]/g, ' ');
}

const delimiterRow = /^(?=.*\|)(?=.*-)[|:-][ |:-]*$/;

/** Whether a delimiter row is above a line, without a blank line between them. */
function isInTable(text: string, start: number): boolean {
  for (let end = start - 1; end > 0;) {
    const from = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(from, end);
    if (/^[\s>]*$/.test(line)) return false;
    if (delimiterRow.test(line.replace(/^[\s>]*/, ''))) return true;
    end = from - 1;
  }
  return false;
}
