import { locatedAt, type Located, type Member } from '../testFile/read/located';
import { Lines } from '../testFile/problem';

/** Where a check is in its file, by what changes above it do not change. */
export interface CheckPlace {
  readonly test: string;
  /** Number of the turn from 0; absent for a check of `defaults`. */
  readonly turn?: number;
  /** Number of the item of `expect`, from 0. */
  readonly index: number;
  /** Name of the check. */
  readonly check: string;
}

/** The place of the check of a test that begins in a line, and in a column if it is known, from 1; `undefined` if there is none. */
export function placeOfCheck(
  root: Located,
  text: string,
  test: string,
  { check, line, column }: { readonly check: string; readonly line?: number; readonly column?: number },
): CheckPlace | undefined {
  const lines = new Lines(text);
  const indexIn = (expect: Located | undefined): number =>
    (expect?.items ?? []).findIndex((item) => {
      const at = lines.at(item.start);
      const isThere = at.line === line && (column === undefined || at.column === column);
      return isThere && (item.members?.has(check) ?? false);
    });
  for (const [turn, node] of (locatedAt(testNamed(root, test), ['turns'])?.items ?? []).entries()) {
    const index = indexIn(locatedAt(node, ['expect']));
    if (index >= 0) return { test, turn, index, check };
  }
  const index = indexIn(locatedAt(root, ['defaults', 'expect']));
  return index >= 0 ? { test, index, check } : undefined;
}

/** The check at a place: its name and its value. */
export function checkAt(root: Located, { test, turn, index, check }: CheckPlace): Member | undefined {
  const expect =
    turn === undefined
      ? locatedAt(root, ['defaults', 'expect'])
      : locatedAt(testNamed(root, test), ['turns', turn, 'expect']);
  return expect?.items?.[index]?.members?.get(check);
}

function testNamed(root: Located, name: string): Located {
  const tests = locatedAt(root, ['tests'])?.items ?? [];
  return tests.find((test) => locatedAt(test, ['name'])?.value === name) ?? nothing;
}

const nothing: Located = { value: null, start: 0, end: 0 };
