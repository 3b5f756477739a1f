import { html, type TemplateResult } from 'lit-html';
import type { ConnectionView } from './connectionView';
import { factTable, type FactRow } from '../parts/factTable';
import { dateText, errorWords, text } from './words';

/** The last failed call or run of this window. */
export function failureSection({ state, act }: ConnectionView): TemplateResult {
  const { lastFailure } = state;
  return html`<section>
    <h2>${text.lastError}</h2>
    ${lastFailure ? factTable(text.lastError, failureRows(lastFailure)) : html`<p>${text.noError}</p>`}
    <div class="buttons">
      <button class="secondary" @click=${() => act('showLog')}>${text.showLog}</button>
    </div>
  </section>`;
}

function failureRows({ at, error }: NonNullable<ConnectionView['state']['lastFailure']>): readonly FactRow[] {
  const { message, remedy } = errorWords(error);
  const all: readonly (readonly [string, string | number | undefined, 'code'?])[] = [
    [text.time, dateText(at)],
    [text.cause, message],
    [text.remedy, remedy],
    [text.code, error.code, 'code'],
    [text.httpStatus, error.status, 'code'],
    [text.logId, error.logId, 'code'],
  ];
  return all
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value, form]) => [name, form === 'code' ? html`<code>${value}</code>` : value]);
}
