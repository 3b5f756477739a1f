/** What a field of a form expects that is more than a text. */
export type ExpectedValue = 'integer' | 'number' | 'boolean';

/** What a field of this type expects; `undefined` where any text will do. `type` is Coze's own word. */
export function expectedValue(type: string): ExpectedValue | undefined {
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
 * The value as it is sent, or `undefined` where it is not of the type. Full-width characters count as the ASCII ones, which
 * are sent. Numbers stay text and keep all their digits: an integer beyond 2^53 is not rounded. A comma is refused in a
 * number, because it means thousands to some and decimals to others.
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

/** Full-width ASCII and the minus sign of Unicode as a keyboard without an input method types them. */
function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\u2212/g, '-')
    .replace(/\u3000/g, ' ');
}
