import { CsvError, parse } from 'csv-parse/sync';
import { parseWireJson } from '../../../coze/text/json';
import { isObject, type JsonObject } from '../../../shared/json/json';
import type { ProblemKey } from '../../words/problems.en';

const maxRows = 10_000;

type ReadRows =
  | { readonly rows: readonly JsonObject[] }
  | { readonly key: ProblemKey; readonly params: Readonly<Record<string, string>> };

/** Reads the rows of a data file: JSONL if `name` ends in `.jsonl` or `.ndjson`, otherwise CSV with a line of column names. */
export function readRows(name: string, text: string): ReadRows {
  const read = /\.(?:jsonl|ndjson)$/i.test(name) ? readJsonLines(name, text) : readCsv(name, text);
  if (!('rows' in read)) return read;
  if (read.rows.length === 0) return { key: 'rowsNone', params: { name } };
  if (read.rows.length > maxRows) return { key: 'rowsTooMany', params: { name, limit: String(maxRows) } };
  return read;
}

function readCsv(name: string, text: string): ReadRows {
  let column: string | undefined;
  const columns = (names: string[]): string[] => {
    column = names.find((one, index) => names.indexOf(one) < index);
    return names;
  };
  try {
    const rows: JsonObject[] = parse(text, { bom: true, columns, skip_empty_lines: true, trim: true });
    // The last one would replace the others.
    return column === undefined ? { rows } : { key: 'columnTwice', params: { name, column } };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = String(Number(error['lines'] ?? 1));
    return { key: 'rowInvalid', params: { name, line } };
  }
}

function readJsonLines(name: string, text: string): ReadRows {
  const rows: JsonObject[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    // IDs keep all their digits, as texts.
    const row = parseWireJson(line);
    if (!isObject(row)) return { key: 'rowInvalid', params: { name, line: String(index + 1) } };
    rows.push(row);
  }
  return { rows };
}
