import { html, nothing, type TemplateResult } from 'lit-html';
import type { InputChange, WorkflowInputs } from '../../src/shared/inputs/workflowInputs';
import { foreignText } from '../../src/shared/text/foreignText';
import type { ViewServices } from '../state/viewServices';
import { formText } from '../words/formText';
import { fill } from '../words/text';

const changeWords: Readonly<Record<InputChange['kind'], string>> = {
  added: formText.changeAdded,
  removed: formText.changeRemoved,
  typeChanged: formText.changeType,
  nowRequired: formText.changeRequired,
};

/** What is to be known before the fields: whether they are known, and what changed. */
export function inputsNotes(view: ViewServices, inputs: WorkflowInputs): TemplateResult {
  const { state, problem, changes = [] } = inputs;
  const mayRetry = state === 'failed' || (state === 'unknown' && problem !== undefined);
  return html`<div role="status">${stateNote(inputs)}</div>
    ${
      mayRetry
        ? html`<button
            class="link"
            type="button"
            @click=${() => view.actions.post({ type: 'loadInputs', again: true })}
          >
            ${formText.loadAgain}
          </button>`
        : nothing
    }
    ${changes.length > 0 ? changesNote(changes) : nothing}`;
}

function stateNote({ state, fields, problem }: WorkflowInputs): unknown {
  switch (state) {
    case 'unknown':
    case 'loading':
      if (problem !== undefined) return html`<p class="note">${problem}</p>`;
      return html`<p class="note loading-inputs">
        <span class="spinner" aria-hidden="true"></span>${formText.loading}
      </p>`;
    case 'failed':
      return html`<p class="problem">${problem ?? formText.notLoaded}</p>`;
    case 'ready':
      return fields.length === 0 ? html`<p class="note">${formText.noInputs}</p>` : nothing;
  }
}

function changesNote(changes: readonly InputChange[]): TemplateResult {
  return html`<div class="inputs-changes">
    <p>${formText.changed}</p>
    <ul>
      ${changes.map(
        ({ kind, path, before = '', after = '' }) =>
          html`<li>
            ${fill(changeWords[kind], {
              name: foreignText(path),
              before: foreignText(before),
              after: foreignText(after),
            })}
          </li>`,
      )}
    </ul>
  </div>`;
}
