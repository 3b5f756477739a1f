import { variableNames } from './variables';
import { locatedAt, type Located } from './read/located';
import type { Mistake } from './problem';
import type { TestFile, TestSpec } from './testFile';

/**
 * Uses of variables that are neither declared, nor a column, nor saved by an earlier turn. Those of the tests in `unread`,
 * whose columns are not known, are not looked at.
 */
export function variableMistakes(
  file: TestFile,
  root: Located,
  unread: ReadonlySet<TestSpec>,
): readonly Mistake[] {
  return file.tests.flatMap((test, index) => {
    if (unread.has(test)) return [];
    const known = new Set(file.variables.keys());
    for (const name of columnsOf(test)) known.add(name);
    const place = ['tests', index] as const;
    const mistakes = unknownIn(locatedAt(root, [...place, 'parameters']), known);
    for (const [turn, { save }] of test.turns.entries()) {
      const node = locatedAt(root, [...place, 'turns', turn]);
      mistakes.push(...unknownIn(node, known));
      for (const name of save.keys()) known.add(name);
    }
    return mistakes;
  });
}

/** The columns that every row has. */
function columnsOf({ rows = [] }: TestSpec): readonly string[] {
  const [first = {}] = rows;
  return Object.keys(first).filter((name) => rows.every((row) => Object.hasOwn(row, name)));
}

function unknownIn(node: Located | undefined, known: ReadonlySet<string>, found: Mistake[] = []): Mistake[] {
  if (!node) return found;
  const { value, start, end } = node;
  if (typeof value === 'string' && value.includes('${')) {
    for (const name of variableNames(value))
      if (!known.has(name)) found.push({ key: 'variableUnknown', params: { name }, start, end });
  }
  for (const item of node.items ?? []) unknownIn(item, known, found);
  for (const member of node.members?.values() ?? []) unknownIn(member.node, known, found);
  return found;
}
