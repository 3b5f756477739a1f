import { html, type TemplateResult } from 'lit-html';

/** The name of a fact, and its value. */
export type FactRow = readonly [name: unknown, value: unknown];

/** A table of facts, one a row. */
export function factTable(label: string, rows: readonly FactRow[]): TemplateResult {
  return html`<table aria-label=${label}>
    <tbody>
      ${rows.map(
        ([name, value]) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td>${value}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
