import { isObject, type JsonObject } from '../json/json';
import { limits } from '../limits';
import { checkedValue } from './values/checkedValue';
import { inputJson } from './values/inputJson';
import { textOf, type InputField, type InputTexts } from './inputField';
import type { InputProblem } from './values/inputProblem';
import { inputText } from './inputText';
import { valueOfText } from './values/inputValue';

/** The parameters of a message, or everything that is wrong with them, at most one problem for each field. */
export type FormResult =
  { readonly parameters: JsonObject } | { readonly problems: readonly [InputProblem, ...InputProblem[]] };

const tooLarge: InputProblem = { kind: 'tooLarge', path: [] };

/** The parameters for the texts of a form. Each path of a problem starts with the name of the field. */
export function formParameters(fields: readonly InputField[], texts: InputTexts): FormResult {
  const values: [string, unknown][] = [];
  const problems: InputProblem[] = [];
  for (const field of fields) {
    const result = valueOfText(field, textOf(field, texts));
    if ('problem' in result) problems.push(under(field, result.problem));
    else if (result.value !== undefined) values.push([field.name, result.value]);
    // The user has cleared the default, which is valid if nothing is sent.
    else if (field.defaultText !== undefined) values.push([field.name, field.type === 'string' ? '' : null]);
  }
  // Names that the form does not list come from the form as JSON.
  const listed = new Set(fields.map(({ name }) => name));
  for (const [name, text] of Object.entries(texts)) {
    const value = listed.has(name) ? undefined : inputJson(text);
    if (value !== undefined) values.push([name, value]);
  }
  const parameters = Object.fromEntries(values);
  const [first, ...others] = problems;
  if (first) return { problems: [first, ...others] };
  return JSON.stringify(parameters).length > limits.parameters ? { problems: [tooLarge] } : { parameters };
}

/**
 * The parameters of a message that brings some: they are checked by the rules of the form, which fills in the others. `given`
 * has names that the form does not list as well.
 */
export function completeParameters(
  fields: readonly InputField[],
  texts: InputTexts,
  given: JsonObject,
): FormResult {
  const isGiven = (name: string) => Object.hasOwn(given, name);
  const form = formParameters(
    fields.filter(({ name }) => !isGiven(name)),
    Object.fromEntries(Object.entries(texts).filter(([name]) => !isGiven(name))),
  );
  const problems = fields
    .filter(({ name }) => isGiven(name))
    .flatMap((field) => {
      const result = checkedValue(field, given[field.name]);
      return 'problem' in result ? [under(field, result.problem)] : [];
    });
  const [first, ...others] = [...problems, ...('problems' in form ? form.problems : [])];
  if (first || 'problems' in form) return { problems: [first ?? tooLarge, ...others] };
  return { parameters: { ...form.parameters, ...given } };
}

/** The form as one JSON text. A text that is not a value of its field is a JSON string, so that it is not lost. */
export function formJson(fields: readonly InputField[], texts: InputTexts): string {
  const listed = new Set(fields.map(({ name }) => name));
  const values = fields.flatMap((field): [string, unknown][] => {
    const text = textOf(field, texts);
    const value = draftValue(field, text);
    return value === undefined ? [] : [[field.name, value]];
  });
  const others = Object.entries(texts)
    .filter(([name]) => !listed.has(name))
    .map(([name, text]): [string, unknown] => [name, inputJson(text) ?? text]);
  return JSON.stringify(Object.fromEntries([...values, ...others]), undefined, 2);
}

/** The texts of the form for its JSON. A field that the JSON does not name is empty. */
export function textsOfJson(
  fields: readonly InputField[],
  json: string,
): { readonly texts: InputTexts } | { readonly problem: InputProblem } {
  const value = json.trim() === '' ? {} : inputJson(json);
  if (value === undefined) return { problem: { kind: 'notJson', path: [] } };
  if (!isObject(value)) return { problem: { kind: 'notObject', path: [] } };
  const listed = new Set(fields.map(({ name }) => name));
  const texts = fields.map(({ name }): [string, string] => [
    name,
    inputText(Object.hasOwn(value, name) ? value[name] : undefined),
  ]);
  const others = Object.entries(value)
    .filter(([name]) => !listed.has(name))
    .map(([name, member]): [string, string] => [name, JSON.stringify(member)]);
  return { texts: Object.fromEntries([...texts, ...others]) };
}

/** The value of a text, also while it does not match its field: then it is the text. `undefined` if it is empty. */
export function draftValue(field: InputField, text: string): unknown {
  if (text.trim() === '' && field.type !== 'string') return undefined;
  const result = valueOfText({ ...field, isRequired: false }, text);
  if (!('problem' in result)) return result.value;
  return (isContainer(field) ? inputJson(text) : undefined) ?? text;
}

function isContainer({ type }: InputField): boolean {
  return type === 'object' || type === 'array' || type === 'unknown';
}

function under(field: InputField, { kind, path }: InputProblem): InputProblem {
  return { kind, path: [field.name, ...path] };
}
