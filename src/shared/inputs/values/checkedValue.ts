import { isObject, type JsonObject } from '../../json/json';
import { converted, within, wrong, type Converted } from './converted';
import { fileOf } from './fileValue';
import type { InputField } from '../inputField';
import { inputJson } from './inputJson';
import { numeral, scalarOf } from './scalarValue';
import { timeOf } from './timeValue';

/** Deepest nesting of a value. */
const maxDepth = 100;

/**
 * The value to send for a value of JSON. A string that stands for a number, a boolean, an object or an array is converted:
 * half-filled forms are kept with the text of such a member. Names that the field does not list are sent as they are.
 */
export function checkedValue(field: InputField, value: unknown, depth = 0): Converted {
  if (depth > maxDepth) return wrong('tooDeep');
  if (value === undefined) return field.isRequired ? wrong('missing') : converted(undefined);
  if (value === null) return field.isRequired ? wrong('missing') : converted(null);
  if (value === '') return emptyText(field);
  switch (field.type) {
    case 'string':
      return typeof value === 'string' ? converted(value) : wrong('notText');
    case 'integer':
      return isNumeral(value) ? scalarOf('integer', numeralOf(value)) : wrong('notInteger');
    case 'number':
      return isNumeral(value) ? scalarOf('number', numeralOf(value)) : wrong('notNumber');
    case 'boolean':
      return typeof value === 'boolean' || typeof value === 'string'
        ? scalarOf('boolean', String(value))
        : wrong('notBoolean');
    case 'time':
      return typeof value === 'string' ? timeOf(value) : wrong('notTime');
    case 'file':
      return fileOf(value);
    case 'object':
      return objectOf(field, unwrapped(value), depth);
    case 'array':
      return arrayOf(field, unwrapped(value), depth);
    case 'unknown':
      return anyValueOf(value, maxDepth - depth);
  }
}

function emptyText(field: InputField): Converted {
  if (field.isRequired) return wrong('missing');
  return converted(field.type === 'string' || field.type === 'unknown' ? '' : undefined);
}

function objectOf(field: InputField, value: unknown, depth: number): Converted {
  if (!isObject(value)) return wrong('notObject');
  const known = new Map((field.fields ?? []).map((member) => [member.name, member]));
  const result: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    const checked = within(name, checkedValue(known.get(name) ?? anyValue, member, depth + 1));
    if ('problem' in checked) return checked;
    if (checked.value !== undefined) result.push([name, checked.value]);
  }
  const missing = field.fields?.find((member) => member.isRequired && !Object.hasOwn(value, member.name));
  return missing ? within(missing.name, wrong('missing')) : converted(Object.fromEntries(result));
}

function arrayOf(field: InputField, value: unknown, depth: number): Converted {
  if (!Array.isArray(value)) return wrong('notArray');
  const items: unknown[] = [];
  for (const [index, item] of (value as readonly unknown[]).entries()) {
    const checked = within(index, checkedValue(field.items ?? anyValue, item, depth + 1));
    if ('problem' in checked) return checked;
    items.push(checked.value ?? null);
  }
  return converted(items);
}

const anyValue: InputField = { name: '', type: 'unknown', typeName: '', isRequired: false };

/** The value of a string that contains JSON. */
function unwrapped(value: unknown): unknown {
  return typeof value === 'string' ? inputJson(value) : value;
}

function isNumeral(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}

function numeralOf(value: number | string): string {
  return typeof value === 'number' && Number.isFinite(value) ? numeral(value) : String(value);
}

/** A value of any type. JSON has no number beyond 1.8e308: it would be sent as `null`. */
function anyValueOf(value: unknown, levels: number): Converted {
  if (typeof value === 'number') return Number.isFinite(value) ? converted(value) : wrong('notNumber');
  if (typeof value !== 'object' || value === null) return converted(value);
  if (levels === 0) return wrong('tooDeep');
  for (const [name, member] of Object.entries(value as JsonObject)) {
    const result = within(Array.isArray(value) ? Number(name) : name, anyValueOf(member, levels - 1));
    if ('problem' in result) return result;
  }
  return converted(value);
}
