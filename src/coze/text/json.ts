import { isObject, type JsonObject } from '../../shared/json/json';
import { endOfString, quoteLongIntegers } from '../../shared/json/longIntegers';

/**
 * Parses a JSON text; `undefined` if it is not valid. Never throws. Integers that a JavaScript number would round are
 * returned as strings of their digits, because Coze's ids have 19 digits and plug-ins print them without quotes.
 */
export function parseWireJson(text: string): unknown {
  try {
    return JSON.parse(quoteLongIntegers(text)) as unknown;
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
