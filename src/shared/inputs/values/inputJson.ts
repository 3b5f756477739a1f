import { parseJson } from '../../json/json';
import { quoteLongIntegers } from '../../json/longIntegers';

/** The value of a JSON text, with long integers as strings of their digits; `undefined` if the text is not JSON. */
export function inputJson(text: string): unknown {
  return parseJson(quoteLongIntegers(text));
}
