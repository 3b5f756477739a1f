import {
  dereference,
  schemaArrayKeyword,
  schemaKeyword,
  schemaMapKeyword,
  type Schema,
} from '@cfworker/json-schema';
import { isObject, parseJson, type JsonObject } from '../../shared/json/json';
import { compilePattern } from '../expressions/pattern';
import type { Mistake } from './problem';

const types = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);

type Found = Pick<Mistake, 'key' | 'params'>;

/** Why the JSON Schema of a check cannot be used, before a run is spent on it; `undefined` if it can. Never throws. */
export function schemaMistake(value: unknown): Found | undefined {
  if (!isObject(value)) return { key: 'schemaNotObject' };
  // The copy has ordinary objects, and the library writes into it.
  const root = parseJson(writtenJson(value)) as Schema | undefined;
  try {
    const schemas = root && dereference(root);
    if (!schemas) return { key: 'schemaUnusable' };
    for (const schema of schemasIn(root)) {
      const found = mistakeIn(schema, schemas);
      if (found) return found;
    }
    return undefined;
  } catch {
    return { key: 'schemaUnusable' };
  }
}

function writtenJson(value: JsonObject): string {
  try {
    return JSON.stringify(value);
  } catch {
    // It is nested too deeply.
    return '';
  }
}

/** The schema and those in it. What is below other words, such as `default` and `x-…`, is none. */
function schemasIn(root: Schema): readonly Schema[] {
  const found: Schema[] = [];
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const schema = waiting.pop();
    if (!isObject(schema)) continue;
    found.push(schema);
    for (const [word, value] of Object.entries(schema)) {
      if (Array.isArray(value) ? schemaArrayKeyword[word] : schemaKeyword[word])
        waiting.push(...[value].flat());
      else if (schemaMapKeyword[word] && isObject(value)) waiting.push(...Object.values(value));
    }
  }
  return found;
}

function mistakeIn(schema: Schema, schemas: Readonly<Record<string, unknown>>): Found | undefined {
  const { $ref, type, pattern, patternProperties } = schema;
  if (typeof $ref === 'string' && !Object.hasOwn(schemas, schema.__absolute_ref__ ?? $ref)) {
    return { key: 'schemaRef', params: { ref: $ref } };
  }
  const unknown = [type ?? []].flat().find((name) => !types.has(name));
  if (unknown !== undefined) return { key: 'schemaType', params: { type: JSON.stringify(unknown) } };
  const patterns: readonly unknown[] = [
    pattern ?? [],
    Object.keys(isObject(patternProperties) ? patternProperties : {}),
  ].flat();
  const wrong = patterns.find((one) => typeof one !== 'string' || 'problem' in compilePattern(one));
  return wrong === undefined
    ? undefined
    : { key: 'schemaPattern', params: { pattern: JSON.stringify(wrong) } };
}
