import type { JsonObject } from '../json/json';
import { limits } from '../limits';
import { fileKinds, type FileKind } from './fileKinds';
import { reservedInputs, type InputField, type InputType } from './inputField';
import { inputText } from './inputText';
import { inputValue } from './values/inputValue';

/** An input or output of a workflow as the service or an entry of the settings declares it. */
export interface WorkflowParameter {
  readonly name: string;
  /** Coze's name of the type: `string`, `integer`, `number`, `boolean`, `object`, `array`, `image`, …; the list is open. */
  readonly type: string;
  readonly isRequired: boolean;
  readonly description?: string;
  readonly defaultValue?: string;
  /** The items of an `array`; its name is empty. */
  readonly items?: WorkflowParameter;
  /** The members of an `object`. */
  readonly properties?: readonly WorkflowParameter[];
}

export interface InputFields {
  readonly fields: readonly InputField[];
  /** Parameters, members and items beyond the limits. They can be sent as JSON. */
  readonly omitted: number;
}

/** Deepest nesting of members and items. */
const maxDepth = 12;
const maxName = 200;
const maxDescription = 2_000;
const maxTypeName = 50;

/**
 * The fields of the form for the inputs of a workflow. `parameters` of the entry in the settings are the defaults: they are
 * sent unless the user changes the field.
 */
export function inputFields(
  declared: readonly WorkflowParameter[],
  parameters: JsonObject = {},
): InputFields {
  const reader = new FieldReader();
  const fields = declared
    .filter(({ name }) => !reservedInputs.includes(name))
    .flatMap((parameter) => reader.read(parameter, 0) ?? [])
    .map((field) =>
      Object.hasOwn(parameters, field.name) ? configured(field, parameters[field.name]) : field,
    );
  return { fields, omitted: reader.omitted };
}

/** Whether inputs are declared that only a chatflow has. */
export function isChatflow(declared: readonly WorkflowParameter[]): boolean {
  return declared.some(({ name }) => name === 'USER_INPUT');
}

/** Whether the form has a field for the type, other than one for JSON. */
export function isKnownType(type: string): boolean {
  const known = type.trim().toLowerCase();
  const itemType = itemTypeOf(known);
  if (itemType !== undefined) return isKnownType(itemType);
  return simpleTypes.has(known) || ['object', 'array'].includes(known) || fileKindOf(known) !== undefined;
}

/** The type of the items in a type such as `array<image>`. */
function itemTypeOf(type: string): string | undefined {
  return /^array<(.*)>$/.exec(type)?.[1];
}

class FieldReader {
  omitted = 0;
  private count = 0;

  read(parameter: WorkflowParameter, depth: number): InputField | undefined {
    const { name, isRequired, description, defaultValue } = parameter;
    if (this.count >= limits.inputs || depth > maxDepth || name.length > maxName) {
      this.omitted++;
      return undefined;
    }
    this.count++;
    const help = shown(description, maxDescription);
    const field = {
      name,
      isRequired,
      ...(help !== '' && { description: help }),
      ...this.typeOf(parameter, depth),
    };
    return withDefault(field, defaultValue);
  }

  private typeOf({ type, items, properties = [] }: WorkflowParameter, depth: number): FieldType {
    const typeName = shown(type, maxTypeName);
    const known = typeName.toLowerCase();
    const itemType = itemTypeOf(known);
    if (known === 'array' || itemType !== undefined) {
      // The type can name the items as well, without their members.
      const isNamed = itemType !== undefined && items?.type.trim().toLowerCase() !== itemType;
      const each = isNamed ? { name: '', type: itemType, isRequired: false } : items;
      const item = each && this.read(each, depth + 1);
      return { type: 'array', typeName, ...(item && { items: item }) };
    }
    if (known === 'object') {
      const fields = properties.flatMap((member) => this.read(member, depth + 1) ?? []);
      return { type: 'object', typeName, ...(fields.length > 0 && { fields }) };
    }
    const fileKind = fileKindOf(known);
    return fileKind
      ? { type: 'file', typeName, fileKind }
      : { type: simpleTypes.get(known) ?? 'unknown', typeName };
  }
}

type FieldType = Pick<InputField, 'type' | 'typeName' | 'fileKind' | 'items' | 'fields'>;

const simpleTypes: ReadonlyMap<string, InputType> = new Map<string, InputType>([
  ['string', 'string'],
  ['integer', 'integer'],
  ['int', 'integer'],
  ['long', 'integer'],
  ['number', 'number'],
  ['float', 'number'],
  ['double', 'number'],
  ['boolean', 'boolean'],
  ['bool', 'boolean'],
  ['time', 'time'],
]);

/** Coze's canvas calls the sub-type of any file `default`. */
function fileKindOf(type: string): FileKind | undefined {
  return type === 'default' ? 'file' : fileKinds.find((kind) => kind === type);
}

/** The field of a parameter that is set by the entry. A value that the field cannot show is sent as it is. */
function configured(field: InputField, value: unknown): InputField {
  const { defaultText: _replaced, ...rest } = field;
  const changed = withDefault(rest, value);
  return changed.defaultText === undefined ? { ...changed, isRequired: false } : changed;
}

/** The field with a default, unless the default is not a value of the field. */
function withDefault(field: InputField, value: unknown): InputField {
  const text = inputText(value);
  if (text === '' || 'problem' in inputValue(field, text)) return field;
  return { ...field, defaultText: text };
}

/** A foreign text on one line, without control characters and marks of text direction. */
function shown(text: string | undefined, maxLength: number): string {
  return (text ?? '').replace(/\s+/g, ' ').replace(/\p{C}/gu, '').trim().slice(0, maxLength);
}
