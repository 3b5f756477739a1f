import { openComment } from '../parse/blocks/comments';
import { detailsBegun } from '../parse/blocks/details';
import { gluedOpening } from '../parse/blocks/fenceLines';
import { maxFormulaLength } from '../parse/inline/formula';
import { blank } from '../parse/blocks/math';
import { steadyTable } from './openTable';

/**
 * Returns the open end without syntax whose meaning is not decided yet, and with a delimiter row for a table that has only a
 * header. For display only: cuts are decided on complete lines.
 */
export function steadyLines(text: string): string {
  const comment = openComment(text);
  const shown = comment < 0 ? text : text.slice(0, comment);
  const steady = steadyLastLine(shown.slice(0, detailsBegun(shown)));
  const formula = openFormula(steady);
  return formula < 0 ? steady : steady.slice(0, formula);
}

function steadyLastLine(text: string): string {
  const start = text.lastIndexOf('\n') + 1;
  const last = text.slice(start);
  const previousStart = text.lastIndexOf('\n', start - 2) + 1;
  const previous = start > 0 ? text.slice(previousStart, start - 1) : '';
  const table = steadyTable(text);
  if (table !== undefined) return table;
  const isEmpty = blank.test(last);
  const glued = gluedOpening(isEmpty ? previous : last);
  if (glued >= 0) return text.slice(0, (isEmpty ? previousStart : start) + glued);
  if (undecided.test(last) || /^[\s>]*\|\s*$|^ {0,3}>$/.test(last)) return text.slice(0, start);
  return text;
}

/** An incomplete list marker, number, heading, underline, fence or definition. */
const undecided =
  /^[\s>]*(?:[-+*]+|\d{1,9}[.)]?|[-+*]\s+\[[ xX]?\]?|#{1,6}|=+|`{1,2}|`{3,}[^`]*|~{1,2}|~{3,}.*|\$\$?|\[[^\]]{1,999}\]:.*|(?:\d{1,9}[.)]|[-+*])\s+(?:[-+*]+|\d{1,9}[.)]?|#{1,6}))[ \t]*$/;

/** Where a formula over several lines starts that is still open, or -1. */
function openFormula(text: string): number {
  if (!/\$\$|\\\[/.test(text)) return -1;
  let from = -1;
  let close = '';
  for (let start = 0; start < text.length;) {
    const lineEnd = text.indexOf('\n', start);
    const line = text.slice(start, lineEnd < 0 ? text.length : lineEnd);
    const [, open, rest = ''] = from < 0 ? (formulaStart.exec(line) ?? []) : [];
    if (open !== undefined) {
      close = open === '$$' ? '$$' : '\\]';
      if (!rest.includes(close)) from = start;
    } else if (from >= 0 && (line.includes(close) || (lineEnd >= 0 && blank.test(line)))) from = -1;
    start = lineEnd < 0 ? text.length : lineEnd + 1;
  }
  return from >= 0 && text.length - from <= maxFormulaLength ? from : -1;
}

const formulaStart = /^[\s>]*(?:(?:[-+*]|\d{1,9}[.)])\s+)?(\$\$|\\\[)(.*)$/;
