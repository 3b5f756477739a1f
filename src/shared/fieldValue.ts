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
 * The value to send, or `undefined` if it does not match the type. Full-width characters are sent as ASCII. Numbers stay text,
 * so that an integer beyond 2^53 keeps its digits. A comma in a number is rejected: it separates thousands in some
 * languages and decimals in others.
 */
export function fieldValue(type: string, text: string): string | undefined {
  const expected = expectedValue(type);
  if (!expected) return text;
  const value = halfWidth(text).trim();
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

/** Replaces full-width ASCII, the Unicode minus sign and the ideographic space with ASCII. */
function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\u2212/g, '-')
    .replace(/\u3000/g, ' ');
}
