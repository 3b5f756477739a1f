import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { InputType } from '../../../src/shared/inputs/inputField';
import { formText } from '../../words/formText';
import type { Cell } from './fieldForm';
import { ownProblem, shownProblem } from './problems';

type Description = string | typeof nothing;

const placeholders = new Map<InputType, string>([
  ['time', '2026-11-30 09:05:00'],
  ['file', formText.fileUrl],
]);

/** A field for text, a number or a time. */
export function textBox(cell: Cell, description: Description): TemplateResult {
  const { field, form } = cell;
  const isLine = form.isOneLine || field.type !== 'string';
  if (!isLine) return area(cell, description, 'plain');
  return html`<input
    type="text"
    id=${cell.id}
    dir="auto"
    autocomplete="off"
    inputmode=${field.type === 'integer' ? 'numeric' : field.type === 'number' ? 'decimal' : nothing}
    placeholder=${placeholders.get(field.type) ?? nothing}
    aria-required=${cell.isNeeded() ? 'true' : nothing}
    aria-invalid=${shownProblem(cell) === undefined ? nothing : 'true'}
    aria-describedby=${description}
    .value=${live(shownText(cell).replace(/[\r\n]+/g, ' '))}
    @input=${(event: Event) => type(cell, (event.currentTarget as HTMLInputElement).value)}
    @change=${() => checkIfFilled(cell)}
  />`;
}

/** A field for a value as JSON. */
export function jsonBox(cell: Cell, description: Description): TemplateResult {
  return area(cell, description, 'json');
}

/** A boolean that is true or false. */
export function tickBox(cell: Cell, description: Description): TemplateResult {
  return html`<label class="tick"
    ><input
      type="checkbox"
      id=${cell.id}
      aria-labelledby="${cell.id}-label"
      aria-invalid=${shownProblem(cell) === undefined ? nothing : 'true'}
      aria-describedby=${description}
      .checked=${live(cell.read().trim().toLowerCase() === 'true')}
      @change=${(event: Event) => type(cell, String((event.currentTarget as HTMLInputElement).checked))}
    /><span aria-hidden="true">${cell.read().trim().toLowerCase() === 'true' ? 'true' : 'false'}</span></label
  >`;
}

/** A boolean that can be left out. */
export function choice(cell: Cell, description: Description): TemplateResult {
  const text = cell.read();
  const value = text.trim().toLowerCase();
  const options = ['', 'true', 'false', ...(['', 'true', 'false'].includes(value) ? [] : [text])];
  return html`<select
    id=${cell.id}
    aria-required=${cell.isNeeded() ? 'true' : nothing}
    aria-invalid=${shownProblem(cell) === undefined ? nothing : 'true'}
    aria-describedby=${description}
    @change=${(event: Event) => type(cell, (event.currentTarget as HTMLSelectElement).value)}
  >
    ${options.map(
      (option) =>
        html`<option value=${option} .selected=${live(option === value || option === text)}>
          ${option === '' ? formText.notSet : option}
        </option>`,
    )}
  </select>`;
}

function area(cell: Cell, description: Description, kind: 'plain' | 'json'): TemplateResult {
  return html`<textarea
    class=${kind}
    id=${cell.id}
    dir=${kind === 'json' ? 'ltr' : 'auto'}
    rows="1"
    spellcheck=${kind === 'json' ? 'false' : nothing}
    placeholder=${kind === 'json' ? formText.jsonPlaceholder : nothing}
    aria-required=${cell.isNeeded() ? 'true' : nothing}
    aria-invalid=${shownProblem(cell) === undefined ? nothing : 'true'}
    aria-describedby=${description}
    .value=${live(shownText(cell).replace(/\r\n?/g, '\n'))}
    @input=${(event: Event) => {
      // Stays JSON, also once the text can be shown as fields.
      if (kind === 'json') cell.form.states.asJson.add(cell.id);
      type(cell, (event.currentTarget as HTMLTextAreaElement).value);
    }}
    @change=${() => checkIfFilled(cell)}
  ></textarea>`;
}

/** The text as it was typed, while the value is still the one that was made of it. */
function shownText(cell: Cell): string {
  const kept = cell.read();
  const typed = cell.form.states.typed.get(cell.id);
  return typed?.kept === kept ? typed.text : kept;
}

function type(cell: Cell, text: string): void {
  const { states } = cell.form;
  cell.write(text);
  states.typed.set(cell.id, { text, kept: cell.read() });
  cell.form.refresh();
}

/** A wrong text is marked when the field is left. A missing one only when the form is sent. */
function checkIfFilled(cell: Cell): void {
  if (cell.read().trim() === '' || ownProblem(cell) === undefined) return;
  cell.form.states.checked.add(cell.id);
  cell.form.refresh();
}
