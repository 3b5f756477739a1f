import { parseJson } from '../../shared/json/json';
import * as v from 'valibot';
import { fields, read, text } from '../../shared/schema';

/** A remark of an answer about a place in a file. */
export interface Finding {
  /** As the answer names it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1; 0 for the whole line. */
  readonly column: number;
  /** From 1, not before `line`. */
  readonly endLine: number;
  /** One line without control characters and direction marks. */
  readonly message: string;
  readonly severity: Severity;
}

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export interface Findings {
  readonly findings: readonly Finding[];
  /** Number of rows of the array that are not findings, or exceed {@link maxFindings}. */
  readonly refused: number;
}

/** Most findings of one answer: VS Code shows no more for one file either. */
export const maxFindings = 1_000;

const maxMessageLength = 2_000;
const maxPathLength = 1_000;
/** Largest line or column: VS Code counts in 31 bits. */
const maxPosition = 1_000_000_000;

const position = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,10}$/), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(1),
  v.maxValue(maxPosition),
);
const path = v.pipe(text, v.minLength(1), v.maxLength(maxPathLength));
const required = { line: position, message: text };
const optional = { column: position, endLine: position, severity: text };
const finding = v.union([
  fields({ file: path, ...required }, optional),
  v.pipe(
    fields({ path, ...required }, optional),
    v.transform(({ path: file, ...rest }) => ({ file, ...rest })),
  ),
]);

const severities: Readonly<Record<string, Severity>> = {
  error: 'error',
  fatal: 'error',
  critical: 'error',
  high: 'error',
  warn: 'warning',
  warning: 'warning',
  medium: 'warning',
  hint: 'hint',
};

/**
 * Reads the findings of an answer: a JSON array of `{file, line, message, severity}`, as the whole text or in one of its
 * code blocks. `path` may stand for `file`; `column` and `endLine` are optional. An unknown severity is read as `info`.
 * `undefined` if neither the text nor a block is an array.
 */
export function findingsOf(answer: string, blocks: readonly string[]): Findings | undefined {
  const arrays = [answer, ...blocks].map(arrayOf).filter((array) => array !== undefined);
  const found = arrays.map(readRows);
  return found.find(({ findings }) => findings.length > 0) ?? found[0];
}

function arrayOf(json: string): readonly unknown[] | undefined {
  const value = json.trimStart().startsWith('[') ? parseJson(json) : undefined;
  return Array.isArray(value) ? value : undefined;
}

function readRows(rows: readonly unknown[]): Findings {
  const findings = rows
    .slice(0, maxFindings)
    .map(findingOf)
    .filter((one) => one !== undefined);
  return { findings, refused: rows.length - findings.length };
}

function findingOf(row: unknown): Finding | undefined {
  const { file, line, column = 0, endLine = line, message, severity = '' } = read(finding, row) ?? {};
  if (file === undefined || line === undefined || endLine === undefined) return undefined;
  const words = oneLine(message ?? '');
  if (words === '') return undefined;
  const name = severity.trim().toLowerCase();
  return {
    file,
    line,
    column,
    endLine: Math.max(line, endLine),
    message: words,
    severity: (Object.hasOwn(severities, name) ? severities[name] : undefined) ?? 'info',
  };
}

/** Foreign text on one line, without characters that are invisible or change the direction; cut with an ellipsis. */
function oneLine(message: string): string {
  const shown = message
    .slice(0, maxMessageLength + 1)
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '')
    .trim();
  return shown.length > maxMessageLength ? `${shown.slice(0, maxMessageLength)}…` : shown;
}

/**
 * Segments of a path within the folder with the absolute path `root`. Back slashes count as slashes. `undefined` for a
 * path that leads out of the folder, and for a URL.
 */
export function segmentsOf(file: string, root: string): readonly string[] | undefined {
  const path = withoutRoot(slashed(file), slashed(root));
  if (path === undefined || /\p{Cc}/u.test(path)) return undefined;
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  return segments.length === 0 || segments.includes('..') ? undefined : segments;
}

function slashed(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^\/?[A-Za-z]:(?=\/)/, (drive) => `/${drive.replace('/', '').toLowerCase()}`);
}

/** The path relative to the root; `undefined` for an absolute path elsewhere and for a URL. */
function withoutRoot(path: string, root: string): string | undefined {
  if (!path.startsWith('/')) return /^[A-Za-z][\w+.-]*:/.test(path) ? undefined : path;
  const folder = root.endsWith('/') ? root : `${root}/`;
  return path.startsWith(folder) ? path.slice(folder.length) : undefined;
}
