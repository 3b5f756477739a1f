import { html, nothing, type TemplateResult } from 'lit-html';
import type { FactRow } from './factTable';

/** Figures side by side, each below its name. */
export function figureList(rows: readonly FactRow[], label?: string): TemplateResult {
  return html`<dl class="figures" aria-label=${label ?? nothing}>
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
