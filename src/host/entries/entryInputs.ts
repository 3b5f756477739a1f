import { isObject } from '../../shared/json/json';
import type { WorkflowParameter } from '../../shared/inputs/inputFields';
import { inputText } from '../../shared/inputs/inputText';
import type { EntryPath, EntryRefusal } from './entryProblem';

/** Deepest nesting of a declared input; deeper ones are refused. */
const maxDepth = 12;
const maxTypeName = 50;

/**
 * Reads the field `inputs` of an entry: parameters by name, as the service describes them, or only the name of the type.
 * Empty if there is a mistake, see {@link inputRefusals}.
 */
export function readInputs(value: unknown): readonly WorkflowParameter[] {
  return isObject(value) && inputRefusals(value).length === 0 ? parametersIn(value) : [];
}

/** The mistakes in the field `inputs`. */
export function inputRefusals(value: object): readonly EntryRefusal[] {
  return refusalsIn(value, ['inputs'], 0);
}

function refusalsIn(members: object, path: EntryPath, depth: number): readonly EntryRefusal[] {
  return Object.entries(members).flatMap(([name, input]) => refusalsOf(input, [...path, name], depth));
}

function refusalsOf(input: unknown, path: EntryPath, depth: number): readonly EntryRefusal[] {
  if (depth > maxDepth) return [{ problem: 'tooLarge', path: path.slice(0, 1) }];
  if (isTypeName(input)) return [];
  if (!isObject(input)) return [{ problem: 'inputUntyped', path }];
  const { type, required, description, default_value: defaultValue, items, properties } = input;
  if (!isTypeName(type))
    return [{ problem: 'inputUntyped', path: type === undefined ? path : [...path, 'type'] }];
  const mistakes: readonly (readonly [string, boolean])[] = [
    ['required', required !== undefined && typeof required !== 'boolean'],
    ['description', description !== undefined && typeof description !== 'string'],
    ['default_value', typeof defaultValue === 'object' && defaultValue !== null],
    ['properties', properties !== undefined && !isObject(properties)],
  ];
  return [
    ...mistakes
      .filter(([, isWrong]) => isWrong)
      .map(([name]): EntryRefusal => ({ problem: 'inputFieldInvalid', path: [...path, name] })),
    ...(items === undefined ? [] : refusalsOf(items, [...path, 'items'], depth + 1)),
    ...(isObject(properties) ? refusalsIn(properties, [...path, 'properties'], depth + 1) : []),
  ];
}

function isTypeName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= maxTypeName;
}

/** Only for values without mistakes. */
function parametersIn(members: unknown): readonly WorkflowParameter[] {
  return isObject(members) ? Object.entries(members).map(([name, input]) => parameterOf(name, input)) : [];
}

function parameterOf(name: string, input: unknown): WorkflowParameter {
  if (!isObject(input)) return { name, type: inputText(input).trim(), isRequired: false };
  const { type, required, description, default_value: defaultValue, items, properties } = input;
  return {
    name,
    type: inputText(type).trim(),
    isRequired: required === true,
    ...(typeof description === 'string' && { description }),
    ...(defaultValue !== undefined && defaultValue !== null && { defaultValue: inputText(defaultValue) }),
    ...(items !== undefined && { items: parameterOf('', items) }),
    ...(properties !== undefined && { properties: parametersIn(properties) }),
  };
}
