import { redactionMark } from '../../coze/text/redact';
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
  const hasFailed = keys && namedBy(keys);
  const hasOnly = cases.some(({ test }) => test.isOnly);
  const matching = cases.filter(
    (one) =>
      (!hasOnly || one.test.isOnly) &&
      (!grep || grep.test(`${one.file.path} › ${one.test.name}`)) &&
      (!tags || tags.some((tag) => one.test.tags.includes(tag))) &&
      (!hasFailed || hasFailed(caseKey({ file: one.file.path, name: one.test.name, ...fieldsOf(one) }))),
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

/**
 * Whether a key is one of these. In the results, names have a mark for what is a secret or looks like a token, which can stand
 * for any text: a test too many is repeated rather than one too few.
 */
function namedBy(keys: ReadonlySet<string>): (key: string) => boolean {
  const patterns = [...keys]
    .filter((key) => key.includes(redactionMark))
    .map((key) => new RegExp(`^${key.split(redactionMark).map(escaped).join('.+')}$`, 'su'));
  return (key) => keys.has(key) || patterns.some((pattern) => pattern.test(key));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
