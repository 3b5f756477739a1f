import { valueOfText } from '../../../src/shared/inputs/values/inputValue';
import { inputsTexts } from '../../../src/shared/text/inputsTexts';
import { loadedWords } from '../../words/wordTable';
import { arrayIn, itemCells, memberCells, objectIn } from './cells';
import type { Cell } from './fieldForm';
import { jsonProblem } from './jsonProblem';
import { fileIn } from './fileIn';

const words = inputsTexts[loadedWords().language];

/** Deeper objects and arrays are shown as JSON. */
const maxDepth = 6;

/** Whether a field can be shown as a group of fields. */
export function canBeFields({ field, path }: Cell): boolean {
  if (path.length > maxDepth) return false;
  return field.type === 'object'
    ? field.fields !== undefined
    : field.type === 'array' && field.items !== undefined;
}

/** Whether a field is shown as one text of JSON: without known members, on request, or because its text has another form. */
export function isJson(cell: Cell): boolean {
  const { type } = cell.field;
  if (!canBeFields(cell)) return type === 'unknown' || type === 'object' || type === 'array';
  const value = type === 'object' ? objectIn(cell) : arrayIn(cell);
  return value === undefined || cell.form.states.asJson.has(cell.id);
}

/** The fields of a field that is shown as a group. */
export function innerCells(cell: Cell): readonly Cell[] {
  if (isJson(cell)) return [];
  if (cell.field.type === 'object') return memberCells(cell);
  return cell.field.type === 'array' ? itemCells(cell) : [];
}

/** What is wrong with the text of a field, without its members and items; `undefined` if nothing is. */
export function ownProblem(cell: Cell): string | undefined {
  const text = cell.read();
  const inner = innerCells(cell);
  // Without a text, the required members are missing rather than the object.
  if (text.trim() === '' ? inner.some((one) => one.isNeeded()) : inner.length > 0) return undefined;
  const result = valueOfText({ ...cell.field, isRequired: cell.isNeeded() }, text);
  if (!('problem' in result)) return fileIn(cell)?.problem;
  const { kind, path } = result.problem;
  const problem = kind === 'notJson' ? (jsonProblem(text) ?? words[kind]) : words[kind];
  return path.length === 0 ? problem : `${path.join('.')}: ${problem}`;
}

/** The problem that is shown at a field. */
export function shownProblem(cell: Cell): string | undefined {
  const isShown = cell.form.states.checked.has(cell.id) || fileIn(cell)?.upload?.state === 'failed';
  return (isShown ? ownProblem(cell) : undefined) ?? cell.form.refusal(cell.path);
}

/** Shows every problem of the fields. Returns the fields that have one, in their order on the page. */
export function check(cells: readonly Cell[]): readonly Cell[] {
  return cells.flatMap((cell) => {
    // An unticked box is an answer.
    if (cell.field.type === 'boolean' && cell.isNeeded() && cell.read() === '') cell.write('false');
    cell.form.states.checked.add(cell.id);
    // Members of an object without values are wanted at the object.
    return ownProblem(cell) === undefined ? check(innerCells(cell)) : [cell];
  });
}
