import { isObject } from '../../shared/json/json';

/** How a language writes the values of JSON. */
export interface Notation {
  readonly true: string;
  readonly false: string;
  readonly null: string;
  /** Writes a code point that must not stand in the source: a control character or one that cannot be seen. */
  readonly escape: (codePoint: number) => string;
  readonly number: (value: number) => string;
  readonly list: readonly [open: string, close: string];
  readonly object: readonly [open: string, close: string];
  /** Writes the name of a member, already quoted. */
  readonly name: (quoted: string) => string;
}

const hex = (codePoint: number, digits: number) => codePoint.toString(16).padStart(digits, '0');
const short = (codePoint: number) => `\\u${hex(codePoint, 4)}`;
const long = (codePoint: number) =>
  codePoint > 0xffff ? `\\U${hex(codePoint, 8)}` : `\\u${hex(codePoint, 4)}`;
const isSurrogate = (codePoint: number) => codePoint >= 0xd800 && codePoint <= 0xdfff;
const brackets = ['[', ']'] as const;
const braces = ['{', '}'] as const;

/** JSON, as in the body of the request. */
export const json: Notation = {
  ...{ true: 'true', false: 'false', null: 'null', list: brackets, object: braces },
  escape: (codePoint) =>
    codePoint > 0xffff
      ? short(0xd800 + ((codePoint - 0x10000) >> 10)) + short(0xdc00 + ((codePoint - 0x10000) & 0x3ff))
      : short(codePoint),
  number: (value) => JSON.stringify(value),
  name: (quoted) => quoted,
};

export const typeScript: Notation = {
  ...json,
  // A literal with `__proto__` would set the prototype instead of a member.
  name: (quoted) => (quoted === '"__proto__"' ? `[${quoted}]` : quoted),
};

export const python: Notation = { ...json, true: 'True', false: 'False', null: 'None', escape: long };

export const go: Notation = {
  ...json,
  null: 'nil',
  // A source of Go is valid UTF-8: a lone surrogate cannot be written.
  escape: (codePoint) => (isSurrogate(codePoint) ? '\\ufffd' : long(codePoint)),
  // An integer that an int cannot hold does not compile.
  number: (value) =>
    Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : JSON.stringify(value),
  list: ['[]any{', '}'],
  object: ['map[string]any{', '}'],
};

/** Characters that cannot be seen, or change the direction of what follows; and lone surrogates. */
const hidden = /[\p{C}\u2028\u2029]/gu;

/** A string in double quotes. The escapes of JSON mean the same in all these languages. */
export function quoted(text: string, { escape }: Notation): string {
  const escapes: Readonly<Record<string, string>> = {
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
  };
  const plain = text.replace(/["\\]/g, '\\$&');
  const inside = plain.replace(hidden, (found) => escapes[found] ?? escape(found.codePointAt(0) ?? 0));
  return `"${inside}"`;
}

/** A value of JSON on one line. */
export function literal(value: unknown, notation: Notation): string {
  const inside = (values: readonly string[], [open, close]: Notation['list']) =>
    `${open}${values.join(', ')}${close}`;
  if (typeof value === 'string') return quoted(value, notation);
  if (typeof value === 'number') return notation.number(value);
  if (Array.isArray(value))
    return inside(
      value.map((item) => literal(item, notation)),
      notation.list,
    );
  if (isObject(value))
    return inside(
      Object.entries(value).map(
        ([name, member]) => `${notation.name(quoted(name, notation))}: ${literal(member, notation)}`,
      ),
      notation.object,
    );
  if (typeof value === 'boolean') return value ? notation.true : notation.false;
  return notation.null;
}

/** A string in single quotes of a POSIX shell, where no character has a meaning but the quote. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
