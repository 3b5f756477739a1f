import { foreignText } from '../shared/text/foreignText';
import type { UsageText } from '../shared/text/tables/usage.en';
import { totalTokens } from '../shared/usage';
import { demoKey } from '../shared/workflow';
import type { UsageDetail } from './usageBook';

type Row = readonly (string | number)[];

/** Characters with which a spreadsheet begins a formula, also after white space. */
const formula = /^[\s\0]*[=+\-@＝＋－＠\t\r]/;

/** The table of the CSV file: a head, then a row for each day, profile and outcome. */
export function csvRows(details: readonly UsageDetail[], text: UsageText): readonly Row[] {
  const head = [
    ...[text.day, text.profile, text.key, text.outcome, text.isDemo, text.runs, text.calls],
    ...[text.input, text.output, text.unsplit, text.tokens],
  ];
  const rows = details.map(({ day, name, profile, outcome, runs, calls, usage }) => [
    ...[day, foreignText(name), foreignText(profile), text.outcomes[outcome]],
    ...[profile === demoKey ? text.yes : text.no, runs, calls],
    ...[usage.input, usage.output, usage.unsplit, totalTokens(usage)],
  ]);
  return [head, ...rows];
}

/**
 * A table for a spreadsheet: UTF-8 with a byte order mark, without which Excel shows Chinese as other characters. Lines end
 * with CR and LF (RFC 4180). A text that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvText(rows: readonly Row[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n\t;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
