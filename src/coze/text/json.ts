import { isObject, type JsonObject } from '../../shared/json';

/**
 * Parses a JSON text; `undefined` if it is not valid. Never throws. Integers that a JavaScript number would round are
 * returned as strings of their digits, because Coze's ids have 19 digits and plug-ins print them without quotes.
 */
export function parseWireJson(text: string): unknown {
  try {
    return JSON.parse(mayHoldLongInteger.test(text) ? quoteLongIntegers(text) : text) as unknown;
  } catch {
    return undefined;
  }
}

export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** An id as text. A number is accepted if it is a safe integer; an empty id is `undefined`. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined;
}

/** An object that a field of Coze may contain as a JSON string. */
export function objectOf(value: unknown): JsonObject | undefined {
  const parsed = typeof value === 'string' ? parseWireJson(value) : value;
  return isObject(parsed) ? parsed : undefined;
}

/**
 * The source text of a member of a JSON object; `undefined` if there is no such member. The text must be valid JSON. If
 * the name occurs several times, the last one counts, as in `JSON.parse`.
 */
export function sourceOfMember(text: string, name: string): string | undefined {
  const written = JSON.stringify(name);
  let found: string | undefined;
  let depth = 0;
  let key = '';
  let isKey = false;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') {
      const end = endOfString(text, index);
      if (isKey) key = text.slice(index, end);
      isKey = false;
      index = end - 1;
    } else if (character === '{' || character === '[') {
      depth++;
      isKey ||= depth === 1;
    } else if (depth > 1) {
      if (character === '}' || character === ']') depth--;
    } else if (character === ':') {
      start = index + 1;
    } else if (character === ',' || character === '}') {
      if (key === written) found = text.slice(start, index).trim();
      isKey = true;
    }
  }
  return found;
}

/** Sixteen digits where a value can start. A match inside a string only costs the slower path. */
const mayHoldLongInteger = /(?:^|[:,[])\s*-?\d{16}/;
const longInteger = /-?\d{16,}/y;
const continuesNumber = /[\d.eE]/;

function quoteLongIntegers(text: string): string {
  let result = '';
  let copied = 0;
  let index = 0;
  while (index < text.length) {
    const character = text[index] ?? '';
    if (character === '"') {
      index = endOfString(text, index);
    } else if (character === '-' || (character >= '0' && character <= '9')) {
      longInteger.lastIndex = index;
      const digits = longInteger.exec(text)?.[0];
      const end = index + (digits?.length ?? 0);
      if (digits !== undefined && !continuesNumber.test(text[end] ?? '') && isRounded(digits)) {
        result += `${text.slice(copied, index)}"${digits}"`;
        copied = end;
        index = end;
      } else {
        index = endOfNumber(text, index);
      }
    } else {
      index++;
    }
  }
  return result + text.slice(copied);
}

function isRounded(digits: string): boolean {
  return !Number.isSafeInteger(Number(digits));
}

function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index + 1;
}

function endOfNumber(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && /[\d.eE+-]/.test(text[index] ?? '')) index++;
  return index;
}
