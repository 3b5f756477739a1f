import type { TestCase } from './testCase';

/** Which cases run. Absent conditions select all. */
export interface Selection {
  /** Matches the name of the test, with its file in front: `folder/file › name`. */
  readonly grep?: RegExp;
  /** The test has one of these tags. */
  readonly tags?: readonly string[];
  /** {@link caseKey} of the cases that did not pass before. */
  readonly keys?: ReadonlySet<string>;
  readonly shard?: { readonly index: number; readonly count: number };
}

/** The selected cases, in order. If tests are marked with `only`, no others are selected. */
export function selectCases(cases: readonly TestCase[], selection: Selection): readonly TestCase[] {
  const { grep, tags, keys, shard } = selection;
  const hasOnly = cases.some(({ test }) => test.isOnly);
  const matching = cases.filter(
    (one) =>
      (!hasOnly || one.test.isOnly) &&
      (!grep || grep.test(`${one.file.path} › ${one.test.name}`)) &&
      (!tags || tags.some((tag) => one.test.tags.includes(tag))) &&
      (!keys || keys.has(caseKey({ file: one.file.path, name: one.test.name, ...fieldsOf(one) }))),
  );
  if (!shard) return matching;
  // A lane is one conversation and stays together.
  const lanes = [...new Set(matching.map(({ lane }) => lane))];
  const mine = new Set(lanes.filter((_, index) => index % shard.count === shard.index - 1));
  return matching.filter(({ lane }) => mine.has(lane));
}

/** Names a case in the results of an earlier run. */
export function caseKey(result: {
  readonly file: string;
  readonly name: string;
  readonly row?: number;
  readonly target?: string;
}): string {
  return JSON.stringify([result.file, result.name, result.row ?? 0, result.target ?? '']);
}

function fieldsOf({ row, target }: TestCase): { row?: number; target: string } {
  return { ...(row && { row: row.number }), target: target.label };
}
