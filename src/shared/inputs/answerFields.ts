import type { CardField } from '../conversation/content';
import { fieldValue } from '../fieldValue';
import { isObject } from '../json/json';
import { uploadsIn } from '../uploads';
import type { InputField } from './inputField';
import { inputJson } from './values/inputJson';
import { inputFields, type WorkflowParameter } from './inputFields';
import { valueOfText } from './values/inputValue';

/** The answer to an input node. With `hasUploads`, `text` is JSON: an object of the fields, with references to uploads. */
export interface FieldAnswer {
  readonly text: string;
  readonly hasUploads?: true;
}

/** The fields of a form for the fields of an input node. A value of an unknown type is a text, as Coze's own form has it. */
export function answerFields(fields: readonly CardField[]): readonly InputField[] {
  return fields.flatMap((field) => {
    // Without its name: those that a workflow's start node reserves are free here.
    const [known] = inputFields([{ ...parameterOf(field), name: '' }]).fields;
    if (!known) return [];
    return { ...known, name: field.name, ...(known.type === 'unknown' && { type: 'string' as const }) };
  });
}

/**
 * The answer for fields with their texts, which must be values of the fields: one line `name:value` for each
 * (docs/coze-protocol.md, 3.3). Coze splits an answer at line breaks and the first colon and trims nothing; a line without a
 * colon breaks the run. An optional field without a value is sent as `name:`.
 */
export function answerOf(filled: readonly (readonly [field: InputField, text: string])[]): FieldAnswer {
  const values = filled.map(([field, text]) => [field.name, answerValue(field, text)] as const);
  if (uploadsIn(values).length > 0)
    return { text: JSON.stringify(Object.fromEntries(values)), hasUploads: true };
  return { text: linesOf(values) };
}

/** The lines of an answer with `hasUploads`, once its references are replaced. Any other text is returned as it is. */
export function answerLines(json: string): string {
  const values = inputJson(json);
  return isObject(values) ? linesOf(Object.entries(values)) : json;
}

function linesOf(values: readonly (readonly [name: string, value: unknown])[]): string {
  return values.map(([name, value]) => `${name}:${lineOf(value)}`).join('\n');
}

/** The value of a field on one line: a text as it is, any other value as JSON. */
function lineOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/[\r\n]+/g, ' ') : JSON.stringify(value);
}

function answerValue(field: InputField, text: string): unknown {
  const { type } = field;
  // Digits as they were typed.
  if (type === 'integer' || type === 'number' || type === 'boolean') {
    return text.trim() === '' ? '' : (fieldValue(type, text) ?? '');
  }
  const result = valueOfText(field, text);
  return 'problem' in result ? '' : (result.value ?? (type === 'string' ? text : ''));
}

function parameterOf({
  name,
  type,
  required,
  description,
  defaultValue,
  items,
  members,
}: CardField): WorkflowParameter {
  return {
    name,
    type,
    isRequired: required,
    ...(description !== undefined && { description }),
    ...(defaultValue !== undefined && { defaultValue }),
    ...(items && { items: parameterOf(items) }),
    ...(members && { properties: members.map(parameterOf) }),
  };
}
