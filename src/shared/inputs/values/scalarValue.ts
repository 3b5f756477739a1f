import { fieldValue } from '../../fieldValue';
import { converted, wrong, type Converted } from './converted';

/** The value for the text of a number or a boolean. An integer beyond 2^53 is a string of its digits. */
export function scalarOf(type: 'integer' | 'number' | 'boolean', text: string): Converted {
  const value = fieldValue(type, text);
  switch (type) {
    case 'integer':
      return value === undefined ? wrong('notInteger') : converted(exactInteger(value));
    case 'number':
      if (value === undefined) return wrong('notNumber');
      return converted(/^[+-]?\d+$/.test(value) ? exactInteger(value) : Number(value));
    case 'boolean':
      return value === undefined ? wrong('notBoolean') : converted(value === 'true');
  }
}

/** The text of a number of JSON: digits, also where JavaScript writes an exponent. */
export function numeral(value: number): string {
  return Number.isInteger(value) ? String(BigInt(value)) : String(value);
}

function exactInteger(digits: string): number | string {
  const exact = BigInt(digits.replace(/^\+/, ''));
  const value = Number(exact);
  return Number.isSafeInteger(value) ? value : String(exact);
}
