import { limits } from '../../limits';
import { checkedValue } from './checkedValue';
import { converted, wrong, type Converted } from './converted';
import { fileOf } from './fileValue';
import { inputJson } from './inputJson';
import type { InputField } from '../inputField';
import type { InputProblem } from './inputProblem';
import { scalarOf } from './scalarValue';
import { timeOf } from './timeValue';

/**
 * The value of a field for the text that was typed, as JSON; `undefined` if the text is empty and the field is not required.
 * An integer that a JavaScript number would round is a JSON string of its digits, which Coze accepts
 * (docs/coze-protocol.md, 1.5), so that the JSON can be parsed without loss.
 */
export function inputValue(
  field: InputField,
  text: string,
): { readonly json: string | undefined } | { readonly problem: InputProblem } {
  const result = valueOfText(field, text);
  if ('problem' in result) return result;
  return { json: result.value === undefined ? undefined : JSON.stringify(result.value) };
}

/** Like {@link inputValue}, with the value itself. */
export function valueOfText(field: InputField, text: string): Converted {
  const isEmpty = field.type === 'string' ? text === '' : text.trim() === '';
  if (isEmpty) return field.isRequired ? wrong('missing') : converted(undefined);
  if (text.length > limits.parameters) return wrong('tooLarge');
  switch (field.type) {
    case 'string':
      return converted(text);
    case 'integer':
    case 'number':
    case 'boolean':
      return scalarOf(field.type, text);
    case 'time':
      return timeOf(text);
    case 'file':
      return fileOf(text);
    case 'object':
    case 'array':
    case 'unknown': {
      const value = inputJson(text);
      return value === undefined ? wrong('notJson') : checkedValue(field, value);
    }
  }
}
