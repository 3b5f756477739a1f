import { getLocation } from 'jsonc-parser';
import { isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import { isJsonName } from '../testFile/testFileName';

export type Path = readonly (string | number)[];

/** Where the cursor is in the structure of a test file. */
export interface Cursor {
  /** Of the object whose member is written, or of the value. */
  readonly path: Path;
  readonly isKey: boolean;
  /** The other members of the object. */
  readonly siblings: readonly string[];
}

const mark = 'cozeCursorMark';

/** The place of an offset in a text that may be incomplete; `undefined` within comments and outside of values. */
export function cursorAt(path: string, text: string, offset: number): Cursor | undefined {
  return isJsonName(path) ? jsonCursor(text, offset) : yamlCursor(text, offset);
}

function jsonCursor(text: string, offset: number): Cursor {
  const { path, isAtPropertyKey } = getLocation(text, offset);
  return { path: isAtPropertyKey ? path.slice(0, -1) : path, isKey: isAtPropertyKey, siblings: [] };
}

/** The parser accepts incomplete texts; a mark in the text shows where the cursor is in its result. */
function yamlCursor(text: string, offset: number): Cursor | undefined {
  const before = text.slice(0, offset);
  const after = text.slice(offset);
  // A word alone on its line is the beginning of a name: without a colon it would be joined with the next line.
  const isName = /(?:^|\n)[ ]*(?:- +)*[\w$]*$/.test(before) && /^[ ]*(?:\r?\n|$)/.test(after);
  const marked = `${before}${mark}${isName ? ':' : ''}${after}`;
  const { contents } = parseDocument(marked, {
    schema: 'core',
    prettyErrors: false,
    keepSourceTokens: false,
  });
  return contents ? find(contents, []) : undefined;
}

function find(node: unknown, path: Path): Cursor | undefined {
  if (isScalar(node)) return hasMark(node) ? { path, isKey: false, siblings: [] } : undefined;
  if (isSeq(node)) return firstOf(node.items, (item, index) => find(item, [...path, index]));
  if (!isMap(node)) return undefined;
  const names = node.items.map(({ key }) => nameOf(key));
  return firstOf(node.items, ({ key, value }, index) => {
    if (isScalar(key) && hasMark(key))
      return { path, isKey: true, siblings: names.filter((name) => !name.includes(mark)) };
    return find(value, [...path, names[index] ?? '']);
  });
}

function firstOf<T, R>(items: readonly T[], read: (item: T, index: number) => R | undefined): R | undefined {
  for (const [index, item] of items.entries()) {
    const found = read(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function hasMark(node: Node & { readonly value: unknown }): boolean {
  return typeof node.value === 'string' && node.value.includes(mark);
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}
