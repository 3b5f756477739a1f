/** A JSON object from outside: every field may be anything. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value of a JSON text, or undefined where it is none. Never throws. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Like {@link parseJson}, with integers too long for a JavaScript number as strings of their digits. */
export function parseJsonKeepingLongIntegers(text: string): unknown {
  return parseJson(quoteLongIntegers(text));
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A nested object that some of Coze's fields hold as JSON inside a string. */
export function objectOf(value: unknown): JsonObject | undefined {
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  return isObject(parsed) ? parsed : undefined;
}

/** Whether a number lost digits in `JSON.parse`: Coze's ids have 19 digits, and some endpoints print them bare. */
export function isLongInteger(value: unknown): boolean {
  return typeof value === 'number' && !Number.isSafeInteger(value) && Number.isInteger(value);
}

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
      if (digits !== undefined && !continuesNumber.test(text[end] ?? '')) {
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
