import { textOf, type InputField } from '../../../src/shared/inputs/inputField';
import { draftValue } from '../../../src/shared/inputs/inputForm';
import type { InputPath } from '../../../src/shared/inputs/values/inputProblem';
import { inputText } from '../../../src/shared/inputs/inputText';
import { isObject, type JsonObject } from '../../../src/shared/json/json';
import { foreignText } from '../../../src/shared/text/foreignText';
import type { Cell, FieldForm } from './fieldForm';

/** The fields of a form. `id` begins the IDs of their elements. */
export function cellsOf(form: FieldForm, fields: readonly InputField[], id: string): readonly Cell[] {
  return fields.map((field, index) => ({
    form,
    field,
    id: `${id}-${String(index)}`,
    path: [field.name],
    label: shownName(field.name),
    read: () => textOf(field, form.texts()),
    write: (text) => form.setText(field.name, text),
    isNeeded: () => field.isRequired,
  }));
}

/** The members of an object. */
export function memberCells(cell: Cell): readonly Cell[] {
  return (cell.field.fields ?? []).map((field, index) => ({
    form: cell.form,
    field,
    id: `${cell.id}-${String(index)}`,
    path: [...cell.path, field.name],
    label: shownName(field.name),
    read: () => inputText(memberOf(objectIn(cell), field.name)),
    write: (text) => writeMember(cell, field, text),
    isNeeded: () => field.isRequired && (cell.isNeeded() || cell.read().trim() !== ''),
  }));
}

/** The items of an array. */
export function itemCells(cell: Cell): readonly Cell[] {
  const field = cell.field.items;
  if (!field) return [];
  return itemsIn(cell).map((_item, index) => ({
    form: cell.form,
    field,
    id: `${cell.id}-${String(index)}`,
    path: [...cell.path, index],
    label: `${cell.label} ${String(index + 1)}`,
    read: () => inputText(itemsIn(cell)[index]),
    write: (text) => writeItems(cell, itemsIn(cell).with(index, draftValue(field, text) ?? '')),
    // An empty text is a value; without a value, other items cannot be sent.
    isNeeded: () => field.type !== 'string',
  }));
}

/** Appends an item without a value to an array. */
export function addItem(cell: Cell): void {
  const type = cell.field.items?.type;
  writeItems(cell, [...itemsIn(cell), type === 'object' ? {} : type === 'array' ? [] : '']);
}

/** Removes the item at an index from an array. An array without items is empty. */
export function removeItem(cell: Cell, index: number): void {
  cell.form.states.forgetIn(cell.id);
  writeItems(cell, itemsIn(cell).toSpliced(index, 1));
}

/** The object that a field contains; `undefined` if its text is not an object. Empty without a text. */
export function objectIn(cell: Cell): JsonObject | undefined {
  const text = cell.read();
  if (text.trim() === '') return {};
  const value = cell.form.states.valueOf(text);
  return isObject(value) ? value : undefined;
}

/** The array that a field contains; `undefined` if its text is not an array. Empty without a text. */
export function arrayIn(cell: Cell): readonly unknown[] | undefined {
  const text = cell.read();
  if (text.trim() === '') return [];
  const value = cell.form.states.valueOf(text);
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}

/** The JSON pointer of a path. */
export function pointerOf(path: InputPath): string {
  return path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

function itemsIn(cell: Cell): readonly unknown[] {
  return arrayIn(cell) ?? [];
}

function memberOf(object: JsonObject | undefined, name: string): unknown {
  return object && Object.hasOwn(object, name) ? object[name] : undefined;
}

function writeMember(cell: Cell, field: InputField, text: string): void {
  const members = new Map(Object.entries(objectIn(cell) ?? {}));
  const value = draftValue(field, text);
  if (value === undefined) members.delete(field.name);
  else members.set(field.name, value);
  cell.write(members.size === 0 ? '' : json(Object.fromEntries(members)));
}

function writeItems(cell: Cell, items: readonly unknown[]): void {
  cell.write(items.length === 0 ? '' : json(items));
}

function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

/** A name without any visible character is shown as its JSON. */
function shownName(name: string): string {
  return foreignText(name) || JSON.stringify(name);
}
