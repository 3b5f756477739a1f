import { html, nothing, type TemplateResult } from 'lit-html';
import { foreignText } from '../../../src/shared/text/foreignText';
import { icon } from '../../ui/icons';
import { formText } from '../../words/formText';
import { fill, list, text } from '../../words/text';
import { addItem, removeItem } from './cells';
import { choice, jsonBox, textBox, tickBox } from './controls';
import type { Cell } from './fieldForm';
import { fileControl } from './fileControl';
import { canBeFields, innerCells, isJson, ownProblem, shownProblem } from './problems';
import { typeWord } from './typeWord';

/** A field with its label, help and problem; for objects and arrays, with the fields in it. */
export function fieldTemplate(cell: Cell, remove?: () => void): TemplateResult {
  const { field, id } = cell;
  const asJson = isJson(cell);
  const isGrouped = isGroup(cell) && !asJson;
  const problem = shownProblem(cell);
  const name = labelTemplate(cell);
  return html`<div
    class="field"
    id=${isGrouped ? id : nothing}
    role=${isGrouped ? 'group' : nothing}
    tabindex=${isGrouped ? '-1' : nothing}
    aria-labelledby=${isGrouped ? `${id}-label` : nothing}
    aria-describedby=${isGrouped ? descriptionOf(cell, problem) : nothing}
  >
    <div class="field-head">
      ${
        isGrouped
          ? html`<span class="field-label" id="${id}-label">${name}</span>`
          : html`<label class="field-label" id="${id}-label" for=${id}>${name}</label>`
      }
      ${canBeFields(cell) ? jsonToggle(cell, asJson) : nothing}
      ${remove ? removeButton(cell, remove) : nothing}
    </div>
    ${field.description ? html`<p class="note" id="${id}-help" dir="auto">${field.description}</p>` : nothing}
    ${isGrouped ? groupTemplate(cell) : control(cell, asJson, descriptionOf(cell, problem))}
    ${problem === undefined ? nothing : html`<p class="problem" id="${id}-problem">${problem}</p>`}
  </div>`;
}

/** IDs of the elements that describe a field. */
function descriptionOf({ id, field }: Cell, problem: string | undefined): string | typeof nothing {
  const ids = [
    ...(field.description ? [`${id}-help`] : []),
    ...(problem === undefined ? [] : [`${id}-problem`]),
  ];
  return ids.length > 0 ? ids.join(' ') : nothing;
}

/** The name of a field, with its type and whether it is required. */
function labelTemplate(cell: Cell): TemplateResult {
  const template = cell.field.isRequired ? text.fieldRequired : text.fieldLabel;
  const rest = fill(template, { type: typeWord(cell.field) }).replace('{name}', '');
  return html`<b dir="auto">${cell.label}</b>${rest}`;
}

function isGroup({ field }: Cell): boolean {
  return field.type === 'object' || field.type === 'array';
}

/** Whether a boolean is one of two values. An optional one without a default can also be left out. */
function isTicked({ field }: Cell): boolean {
  return field.isRequired || field.defaultText !== undefined;
}

function control(cell: Cell, asJson: boolean, description: string | typeof nothing): TemplateResult {
  if (asJson) return jsonBox(cell, description);
  switch (cell.field.type) {
    case 'boolean':
      return isTicked(cell) ? tickBox(cell, description) : choice(cell, description);
    case 'file':
      return fileControl(cell, description);
    default:
      return textBox(cell, description);
  }
}

function groupTemplate(cell: Cell): TemplateResult {
  const cells = innerCells(cell);
  if (cell.field.type === 'object') {
    const others = otherNames(cell, cells);
    return html`<div class="members">
      ${cells.map((one) => fieldTemplate(one))}
      ${others === '' ? nothing : html`<p class="note">${fill(formText.otherMembers, { names: others })}</p>`}
    </div>`;
  }
  return html`<div class="members">
      ${cells.map((one, index) => fieldTemplate(one, () => remove(cell, index)))}
    </div>
    <button
      class="link"
      type="button"
      id="${cell.id}-add"
      aria-label=${fill(formText.addItemTo, { name: cell.label })}
      @click=${() => add(cell)}
    >
      ${formText.addItem}
    </button>`;
}

/** Names of members that the field does not list. They are kept and sent. */
function otherNames(cell: Cell, cells: readonly Cell[]): string {
  const value = cell.form.states.valueOf(cell.read());
  const known = new Set(cells.map(({ field }) => field.name));
  const names = Object.keys(typeof value === 'object' && value !== null ? value : {});
  return list(names.filter((name) => !known.has(name)).map((name) => foreignText(name)));
}

function add(cell: Cell): void {
  addItem(cell);
  const added = `#${cell.id}-${String(innerCells(cell).length - 1)}`;
  cell.form.view.page.focusAfterRender(
    `${added}:not([role=group]), ${added} :is(input, textarea, select, button)`,
  );
  cell.form.refresh();
}

function remove(cell: Cell, index: number): void {
  removeItem(cell, index);
  const last = innerCells(cell).length - 1;
  const next = last < 0 ? 'add' : `${String(Math.min(index, last))}-remove`;
  cell.form.view.page.focusAfterRender(`#${cell.id}-${next}`);
  cell.form.refresh();
}

function removeButton(cell: Cell, onClick: () => void): TemplateResult {
  const words = fill(formText.removeNamed, { name: cell.label });
  return html`<button
    class="action"
    type="button"
    id="${cell.id}-remove"
    aria-label=${words}
    title=${words}
    @click=${onClick}
  >
    ${icon('close')}
  </button>`;
}

function jsonToggle(cell: Cell, isOn: boolean): TemplateResult {
  return html`<button
    class="link"
    type="button"
    aria-pressed=${isOn}
    aria-label=${fill(formText.jsonOf, { name: cell.label })}
    title=${formText.jsonHint}
    @click=${() => toggleJson(cell)}
  >
    JSON
  </button>`;
}

/** A text that cannot be shown as fields stays JSON, with its problem. */
function toggleJson(cell: Cell): void {
  const { states, refresh } = cell.form;
  if (!isJson(cell)) states.asJson.add(cell.id);
  else {
    states.asJson.delete(cell.id);
    if (isJson(cell) && ownProblem(cell) !== undefined) states.checked.add(cell.id);
    else states.forgetIn(cell.id);
  }
  refresh();
}
