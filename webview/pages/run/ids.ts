import { html, type TemplateResult } from 'lit-html';
import type { RunInspection } from '../../../src/shared/inspection/runInspection';
import type { RunView } from './runView';
import { fill, text } from './words';

/** The IDs of the run: what each is used for, and a button that copies it. */
export function idSection({ ids }: RunInspection, act: RunView['act']): TemplateResult {
  return html`<section>
    <h2>${text.ids}</h2>
    <table aria-label=${text.ids} class="ids">
      <thead>
        <tr>
          <th scope="col">${text.id}</th>
          <th scope="col">${text.value}</th>
          <th scope="col"><span class="hidden">${text.copy}</span></th>
        </tr>
      </thead>
      <tbody>
        ${ids.map(
          ({ kind, value }) =>
            html`<tr data-id=${kind}>
              <th scope="row">${text.idNames[kind]}<br /><span class="note">${text.idUses[kind]}</span></th>
              <td><code>${value}</code></td>
              <td>
                <button
                  class="secondary"
                  aria-label=${fill(text.copyName, { name: text.idNames[kind] })}
                  @click=${() => act({ type: 'copyId', kind })}
                >
                  ${text.copy}
                </button>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
