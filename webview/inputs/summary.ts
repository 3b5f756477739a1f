import type { InputField } from '../../src/shared/inputs/inputField';
import type { WorkflowInputs } from '../../src/shared/inputs/workflowInputs';
import { beginning } from '../../src/shared/text/beginning';
import { foreignText } from '../../src/shared/text/foreignText';
import { formText } from '../words/formText';
import { fill } from '../words/text';
import type { Cell } from './fields/fieldForm';
import { fileIn } from './fields/fileIn';
import { isJson } from './fields/problems';

const maxValue = 60;
const maxValues = 8;

/** The inputs on one line: values, and what is required. */
export function summaryOf(inputs: WorkflowInputs, cells: readonly Cell[]): string {
  if (inputs.state === 'loading') return formText.loading;
  if (inputs.state === 'failed') return formText.notLoaded;
  const parts = cells.flatMap((cell) => {
    if (isMissing(cell)) return [fill(formText.summaryMissing, { name: cell.label })];
    const value = valueWords(cell);
    return value === '' ? [] : [`${cell.label}: ${value}`];
  });
  const shown = parts.slice(0, maxValues).join(' · ');
  return parts.length > maxValues ? `${shown} · …` : shown;
}

/** Whether a required field has no value. A boolean always has one. */
export function isMissing(cell: Cell): boolean {
  return cell.field.isRequired && cell.field.type !== 'boolean' && cell.read().trim() === '';
}

function valueWords(cell: Cell): string {
  const { field } = cell;
  if (field.type === 'boolean' && field.isRequired && cell.read() === '') return 'false';
  const file = fileIn(cell);
  if (file) return file.upload?.name ?? formText.typeFile;
  const text = cell.read().slice(0, 1_000);
  return short(isGroup(field) || isJson(cell) ? text.replace(/\s+/g, ' ') : text);
}

function isGroup({ type }: InputField): boolean {
  return type === 'object' || type === 'array';
}

function short(text: string): string {
  const line = foreignText(text);
  return line.length > maxValue ? `${beginning(line, maxValue)}…` : line;
}
