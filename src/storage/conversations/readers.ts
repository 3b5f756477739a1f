import { limits } from '../../shared/limits';

/**
 * Reads a value of unknown origin: gives a copy that holds nothing but what its type names, or `undefined` for a value of
 * another type. Figures and lists beyond the limits are brought within them, so that what was said is not lost by them.
 */
export type Reader<T> = (value: unknown) => T | undefined;

type OptionalKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];

/** A variant without the field that names it: {@link variant} reads that one. */
export type Untyped<T> = Omit<T, 'type'>;

/** A reader for every field that a value of this type must have. */
export type Required<T> = { readonly [K in Exclude<keyof T, OptionalKeys<T>>]: Reader<T[K]> };

/** A reader for every field that a value of this type may have. */
export type Optional<T> = { readonly [K in OptionalKeys<T>]-?: Reader<NonNullable<T[K]>> };

export const text: Reader<string> = (value) => (typeof value === 'string' ? value : undefined);

export const flag: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

/** Text of one line that is shown in lists: cut where it is longer than a title can be. */
export const title: Reader<string> = (value) =>
  typeof value === 'string'
    ? value
        .slice(0, limits.title)
        .replace(/[\uD800-\uDBFF]$/, '')
        .replace(/[\r\n\u2028\u2029]+/g, ' ')
    : undefined;

/** Milliseconds since the epoch; 0, an unknown time, where no calendar has it or JSON could not hold it (`null`). */
export const time: Reader<number> = (value) => {
  if (value === null) return 0;
  if (typeof value !== 'number') return undefined;
  return value >= 0 && value <= limits.time ? Math.floor(value) : 0;
};

/** A figure that can be added up: whole, not negative, not beyond what a run can have. */
export const count: Reader<number> = (value) => {
  if (typeof value !== 'number') return undefined;
  return value > 0 ? Math.min(Math.floor(value), limits.tokens) : 0;
};

export function oneOf<T extends string>(...words: readonly T[]): Reader<T> {
  return (value) => words.find((word) => word === value);
}

/** A list whose items all can be read; of those beyond `limit` nothing is kept. */
export function list<T>(item: Reader<T>, limit: number): Reader<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const items: T[] = [];
    for (const each of value.slice(0, limit)) {
      const read = item(each);
      if (read === undefined) return undefined;
      items.push(read);
    }
    return items;
  };
}

/** Named values; of those beyond `limit` nothing is kept. */
export function named<T>(item: Reader<T>, limit: number): Reader<Readonly<Record<string, T>>> {
  return (value) => {
    if (!isObject(value)) return undefined;
    const entries: [string, T][] = [];
    for (const [name, each] of Object.entries(value).slice(0, limit)) {
      const read = item(each);
      if (read === undefined) return undefined;
      entries.push([name, read]);
    }
    return Object.fromEntries(entries);
  };
}

/** An object. A field that must be there decides whether it can be read; one that may be is left out where it can't. */
export function shape<T extends object>(required: Required<T>, optional: Optional<T>): Reader<T> {
  const musts = Object.entries<Reader<unknown>>(required);
  const mays = Object.entries<Reader<unknown>>(optional);
  return (value) => {
    if (!isObject(value)) return undefined;
    const result: Record<string, unknown> = {};
    for (const [name, read] of musts) {
      const field = read(ownField(value, name));
      if (field === undefined) return undefined;
      result[name] = field;
    }
    for (const [name, read] of mays) {
      const field = read(ownField(value, name));
      if (field !== undefined) result[name] = field;
    }
    return result as T;
  };
}

/** One of several shapes; the field `type` says which. */
export function variant<T extends { readonly type: string }>(shapes: {
  readonly [K in T['type']]: Reader<object>;
}): Reader<T> {
  const readers = new Map<string, Reader<object>>(Object.entries(shapes));
  return (value) => {
    const type = isObject(value) ? ownField(value, 'type') : undefined;
    const rest = typeof type === 'string' ? readers.get(type)?.(value) : undefined;
    return rest && ({ type, ...rest } as T);
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the object itself says: a name like `constructor` must not be found in its prototype. */
function ownField(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
