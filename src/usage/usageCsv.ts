/** Characters with which a spreadsheet begins a formula, also after white space. */
const formula = /^[\s\0]*[=+\-@＝＋－＠\t\r]/;

/**
 * A table for a spreadsheet: UTF-8 with a byte order mark, without which Excel shows Chinese as other characters. Lines end
 * with CR and LF (RFC 4180). A text that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n\t;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
