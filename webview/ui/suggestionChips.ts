import { html, type TemplateResult } from 'lit-html';
import type { ViewServices } from '../state/viewServices';

/** Buttons that each send their text as a message. */
export function suggestionChips(
  view: ViewServices,
  label: string,
  suggestions: readonly string[],
): TemplateResult {
  return html`<ul class="chips" aria-label=${label}>
    ${suggestions.map(
      (suggestion) =>
        html`<li>
          <vscode-button
            appearance="secondary"
            dir="auto"
            @click=${() => view.actions.post({ type: 'send', text: suggestion, attachments: [] })}
            >${suggestion}</vscode-button
          >
        </li>`,
    )}
  </ul>`;
}
