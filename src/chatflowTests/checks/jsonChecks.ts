import { Validator, type Schema } from '@cfworker/json-schema';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../shared/json/json';
import { answerJson, typedAnswerJson } from './answerJson';
import type { JsonCheck } from '../testFile/checkSpec';
import { compilePath } from '../expressions/jsonPath';
import { compilePattern } from '../expressions/pattern';
import { normalisedPattern } from './normalise';
import { rangeFailure } from './range';
import type { Check, CheckFailure } from './check';

export const checkJson: Check<JsonCheck> = (check, { text }) => {
  const compiled = compilePath(check.path);
  if ('problem' in compiled)
    return { key: 'pathInvalid', params: { path: check.path, detail: compiled.problem } };
  const document = answerJson(text);
  if (document === undefined) return { key: 'notJson', params: { found: text } };
  const values = compiled.find(document);
  const params = { path: check.path };
  const { exists, count } = check;
  if (exists !== undefined && exists !== values.length > 0) {
    return exists
      ? { key: 'jsonMissing', params: { ...params, found: text } }
      : { key: 'jsonExists', params: { ...params, found: JSON.stringify(values[0]) } };
  }
  if (count) {
    const [only] = values;
    // Of one list its items are counted; of several values the values.
    const failure = rangeFailure(
      count,
      values.length === 1 && Array.isArray(only) ? only.length : values.length,
    );
    if (failure) return { key: 'jsonCount', params: { ...params, ...failure } };
  }
  if (check.equals === undefined && check.contains === undefined && check.matches === undefined)
    return undefined;
  if (check.contains === '' || check.matches === '') return { key: 'nothingToFind' };
  if (values.length === 0) return { key: 'jsonMissing', params: { ...params, found: text } };
  return valueFailure(check, values);
};

/** Checks the values at the path. With several, it is enough that one meets the condition. */
function valueFailure(check: JsonCheck, values: readonly unknown[]): CheckFailure | undefined {
  const found = values.map((value) => JSON.stringify(value)).join(', ');
  const params = { path: check.path, found };
  const { equals, contains, matches } = check;
  if (equals !== undefined && !values.some((value) => isSame(value, equals))) {
    const wanted = JSON.stringify(equals);
    return { key: 'jsonEquals', params: { ...params, wanted }, expected: wanted, actual: found };
  }
  if (contains !== undefined && !values.some((value) => hasPart(value, contains))) {
    return { key: 'jsonContains', params: { ...params, wanted: JSON.stringify(contains) } };
  }
  if (matches === undefined) return undefined;
  const compiled = compilePattern(normalisedPattern(matches, {}));
  if ('problem' in compiled)
    return { key: 'patternInvalid', params: { wanted: matches, detail: compiled.problem } };
  return values.some((value) => compiled.pattern.test(plain(value)))
    ? undefined
    : { key: 'jsonMatches', params: { ...params, wanted: matches } };
}

export const checkSchema: Check<JsonObject> = (schema, { text }) => {
  const document = typedAnswerJson(text);
  if (document === undefined) return { key: 'notJson', params: { found: text } };
  try {
    const { valid, errors } = new Validator(jsonOf(schema) as Schema, '7', false).validate(document);
    const last = errors.at(-1);
    if (valid || !last) return undefined;
    // The last error is the innermost one.
    return { key: 'schema', params: { path: last.instanceLocation.slice(1) || '/', detail: last.error } };
  } catch (error) {
    // The rest of the message names addresses that the library made up.
    const detail = (error instanceof Error ? error.message : '').split('. ')[0] ?? '';
    return { key: 'schemaInvalid', params: { detail } };
  }
};

function hasPart(value: unknown, part: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => isSame(item, part));
  return typeof value === 'string' && typeof part === 'string' && composed(value).includes(composed(part));
}

function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(jsonOf(a, composed), jsonOf(b, composed));
}

/** The value with ordinary objects: those of a test file have no prototype. */
function jsonOf(value: unknown, written = (json: string) => json): unknown {
  return value === undefined ? undefined : (JSON.parse(written(JSON.stringify(value))) as unknown);
}

/** A text, or JSON, whose texts are in NFC. No sign of JSON has another form there. */
function composed(text: string): string {
  return text.normalize('NFC');
}

function plain(value: unknown): string {
  return composed(typeof value === 'string' ? value : JSON.stringify(value));
}
