import * as v from 'valibot';
import { isObject, type JsonObject } from './json/json';
import { limits } from './limits';
import { beginning } from './text/beginning';

/** Reads a value of unknown origin as a `T`. Only the fields that the schema names are copied. */
export type Schema<T> = v.GenericSchema<unknown, T>;

/** The type that a schema reads. */
export type Read<S extends Schema<unknown>> = v.InferOutput<S>;

type Schemas = Readonly<Record<string, Schema<unknown>>>;
type Simplify<T> = { [K in keyof T]: T[K] };
type Required<S extends Schemas> = { readonly [K in keyof S]: Read<S[K]> };
type Optional<S extends Schemas> = { readonly [K in keyof S]?: Read<S[K]> };

/** The union that {@link variant} reads. */
export type Variant<S extends Schemas> = {
  [K in keyof S]: Simplify<{ readonly type: K } & Read<S[K]>>;
}[keyof S];

/** The value as the schema reads it; `undefined` if the schema rejects it. Never throws. */
export function read<T>(schema: Schema<T>, value: unknown): T | undefined {
  const result = v.safeParse(schema, value, { abortEarly: true });
  return result.success ? result.output : undefined;
}

export const text = v.string();

/** Text that is cut at a number of UTF-16 units. */
export function textUpTo(length: number): Schema<string> {
  return v.pipe(
    text,
    v.transform((value) => beginning(value, length)),
  );
}

export const flag = v.boolean();

/** Text for lists: one line, cut at `limits.title` UTF-16 units without splitting a surrogate pair. */
export const title = v.pipe(
  text,
  v.transform((value) =>
    value
      .slice(0, limits.title)
      .replace(/[\uD800-\uDBFF]$/, '')
      .replace(/[\r\n\u2028\u2029]+/g, ' '),
  ),
);

/** Milliseconds since the epoch. A value out of range, or `null`, which JSON writes for one, is read as 0: unknown. */
export const time = v.pipe(
  v.nullable(v.number()),
  v.transform((value) => (value !== null && value >= 0 && value <= limits.time ? Math.floor(value) : 0)),
);

/** A whole number from 0 to `limits.tokens`. Larger and smaller values are clamped, so that sums stay exact. */
export const count = v.pipe(
  v.number(),
  v.transform((value) => (value > 0 ? Math.min(Math.floor(value), limits.tokens) : 0)),
);

/** A list of items that all match. Items beyond `limit` are dropped. */
export function list<T>(item: Schema<T>, limit = Infinity): Schema<readonly T[]> {
  return v.pipe(
    v.custom<readonly unknown[]>(Array.isArray),
    v.transform((value) => value.slice(0, limit)),
    v.array(item),
  );
}

/** An object with any names and matching values. Names beyond `limit` are dropped. */
export function named<T>(item: Schema<T>, limit: number): Schema<Readonly<Record<string, T>>> {
  return v.pipe(
    v.custom<object>(isObject),
    v.transform((value) => Object.fromEntries(Object.entries(value).slice(0, limit))),
    v.record(text, item),
  );
}

/** An object. A required field that does not match rejects it; an optional field that does not match is left out. */
export function fields<R extends Schemas>(required: R): Schema<Simplify<Required<R>>>;
export function fields<R extends Schemas, O extends Schemas>(
  required: R,
  optional: O,
): Schema<Simplify<Required<R> & Optional<O>>>;
export function fields(required: Schemas, optional: Schemas = {}): Schema<unknown> {
  const lenient = Object.entries(optional).map(
    ([name, schema]) => [name, v.fallback(v.optional(schema), undefined)] as const,
  );
  const strict = v.object<v.ObjectEntries>({ ...required, ...Object.fromEntries(lenient) });
  return lenient.length > 0 ? v.pipe(strict, v.transform(withoutUndefined)) : strict;
}

/** One of several objects; its field `type` names which. */
export function variant<S extends Schemas>(schemas: S): Schema<Variant<S>> {
  const byType = new Map<unknown, Schema<unknown>>(
    Object.entries(schemas).map(([type, schema]) => [
      type,
      v.pipe(
        schema,
        v.transform((value) => ({ type, ...(value as object) })),
      ),
    ]),
  );
  const none = v.never();
  // Not `v.variant`: it tries the schemas in turn, which is slow for a journal of 100,000 events.
  return v.lazy((value) => (isObject(value) && byType.get(value['type'])) || none) as Schema<Variant<S>>;
}

function withoutUndefined(value: JsonObject): JsonObject {
  if (!Object.values(value).includes(undefined)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}
