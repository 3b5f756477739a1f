import { isObject, type JsonObject } from '../../shared/json/json';

/** `${name}`; `$${name}` stands for the text `${name}`. */
const use = /\$?\$\{([^{}]*)\}/g;

export type Values = ReadonlyMap<string, unknown>;

/** A text, list or object uses a variable that has no value. */
export class UnknownVariable extends Error {
  constructor(readonly variable: string) {
    super(`There is no variable ${variable}`);
  }
}

/** The names of the variables that a text uses. */
export function variableNames(text: string): readonly string[] {
  return [...text.matchAll(use)].flatMap(([whole, name = '']) => (whole.startsWith('$$') ? [] : [name]));
}

/** The text with the values of its variables; `null` is an empty text. Throws {@link UnknownVariable}. */
export function withValues(text: string, values: Values): string {
  return text.replace(use, (whole, name: string) => {
    if (whole.startsWith('$$')) return whole.slice(1);
    if (!values.has(name)) throw new UnknownVariable(name);
    const value = values.get(name) ?? '';
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

/**
 * A JSON value whose texts have the values of their variables. With `keepsTypes`, a text that consists of one variable
 * becomes its value, such as a number or `null`. Throws {@link UnknownVariable}.
 */
export function valueWith(value: unknown, values: Values, keepsTypes: boolean): unknown {
  if (typeof value === 'string') {
    const [, whole] = /^\$\{([^{}]*)\}$/.exec(value) ?? [];
    return keepsTypes && whole !== undefined && values.has(whole)
      ? values.get(whole)
      : withValues(value, values);
  }
  if (Array.isArray(value)) return value.map((item: unknown) => valueWith(item, values, keepsTypes));
  return isObject(value) ? objectWith(value, values, keepsTypes) : value;
}

/** {@link valueWith} for the members of an object. The result has no prototype. */
export function objectWith(object: JsonObject, values: Values, keepsTypes: boolean): JsonObject {
  const result = Object.create(null) as Record<string, unknown>;
  for (const [name, member] of Object.entries(object)) result[name] = valueWith(member, values, keepsTypes);
  return result;
}
