import type { OneOrMany, TextCheck } from '../testFile/checkSpec';
import { normalised, normalisedPattern } from './normalise';
import { compilePattern } from '../expressions/pattern';
import { rangeFailure } from './range';
import type { CheckFailure } from './check';

/** What a text is, for messages. */
export type Subject = 'answer' | 'answerNumber' | 'question' | 'error' | 'value';

/** Checks a text; `undefined` if all conditions are met. `number` is that of an answer. */
export function textFailure(
  check: TextCheck,
  received: string,
  subject: Subject,
  number = '',
): CheckFailure | undefined {
  const found = normalised(received, check);
  const same = (text: string): string => normalised(text, check);
  const params = { subject: `$subject.${subject}`, number, found: received };
  const fail = (key: CheckFailure['key'], wanted: string): CheckFailure => ({
    key,
    params: { ...params, wanted },
  });
  const { equals, startsWith, endsWith } = check;
  if (equals !== undefined && found !== same(equals)) {
    return { ...fail('textEquals', equals), expected: equals, actual: received };
  }
  if (partsOf(check).some((part) => same(part) === '')) return { key: 'nothingToFind' };
  const absent = many(check.contains).find((part) => !found.includes(same(part)));
  if (absent !== undefined) return { ...fail('textContains', absent), expected: absent, actual: received };
  const any = many(check.containsAny);
  if (any.length > 0 && !any.some((part) => found.includes(same(part))))
    return fail('textContainsAny', listed(any));
  const present = many(check.notContains).find((part) => found.includes(same(part)));
  if (present !== undefined) return fail('textNotContains', present);
  if (startsWith !== undefined && !found.startsWith(same(startsWith)))
    return fail('textStartsWith', startsWith);
  if (endsWith !== undefined && !found.endsWith(same(endsWith))) return fail('textEndsWith', endsWith);
  return patternFailure(check, found, fail) ?? lengthFailure(check, found, params);
}

/** The texts that a check looks for. Every text contains an empty one. */
function partsOf({ contains, containsAny, notContains, startsWith, endsWith }: TextCheck): readonly string[] {
  return [contains, containsAny, notContains, startsWith, endsWith].flatMap(many);
}

function patternFailure(
  check: TextCheck,
  found: string,
  fail: (key: CheckFailure['key'], wanted: string) => CheckFailure,
): CheckFailure | undefined {
  const { matches, notMatches, ignoreCase } = check;
  for (const [source, isWanted] of [
    [matches, true],
    [notMatches, false],
  ] as const) {
    if (source === undefined) continue;
    if (source === '') return { key: 'nothingToFind' };
    const compiled = compilePattern(normalisedPattern(source, check), ignoreCase);
    if ('problem' in compiled)
      return { key: 'patternInvalid', params: { wanted: source, detail: compiled.problem } };
    if (compiled.pattern.test(found) !== isWanted)
      return fail(isWanted ? 'textMatches' : 'textNotMatches', source);
  }
  return undefined;
}

function lengthFailure(
  { length }: TextCheck,
  found: string,
  params: Readonly<Record<string, string>>,
): CheckFailure | undefined {
  // Characters as people count them, not UTF-16 units.
  const failure = length && rangeFailure(length, Array.from(found).length);
  return failure && { key: 'textLength', params: { ...params, ...failure } };
}

export function many(value: OneOrMany | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** Names in quotation marks, for messages. */
export function listed(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(', ');
}
