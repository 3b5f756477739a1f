import { halfWidth } from './text/halfWidth';

/** The value that a form field requires, if not any text. */
export type ExpectedValue = 'integer' | 'number' | 'boolean';

/** The value that a field of this type requires; `undefined` for any text. `type` is Coze's name. */
function expectedValue(type: string): ExpectedValue | undefined {
  switch (type.toLowerCase()) {
    case 'integer':
    case 'int':
    case 'long':
      return 'integer';
    case 'number':
    case 'float':
    case 'double':
      return 'number';
    case 'boolean':
    case 'bool':
      return 'boolean';
    default:
      return undefined;
  }
}

/**
 * The value to send, or `undefined` if it does not match the type. Full-width characters and the Unicode minus sign
 * are sent as ASCII. Numbers stay text, so that an integer beyond 2^53 keeps its digits. A comma in a number is rejected:
 * it separates thousands in some languages and decimals in others.
 */
export function fieldValue(type: string, text: string): string | undefined {
  const expected = expectedValue(type);
  if (!expected) return text;
  const value = halfWidth(text).replaceAll('\u2212', '-').trim();
  switch (expected) {
    case 'integer':
      return /^[+-]?\d+$/.test(value) ? value : undefined;
    case 'number':
      return isNumber(value) ? value : undefined;
    case 'boolean':
      return /^(true|false)$/i.test(value) ? value.toLowerCase() : undefined;
  }
}

function isNumber(value: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) && Number.isFinite(Number(value));
}
