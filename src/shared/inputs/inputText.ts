import { numeral } from './values/scalarValue';

/** The text that a field shows for a value of JSON: the inverse of `inputValue`. Strings are shown without quotation marks. */
export function inputText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numeral(value);
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value, undefined, 2);
}
