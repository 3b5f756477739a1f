import { html, nothing, type TemplateResult } from 'lit-html';
import type { RunInspection } from '../../../src/shared/inspection/runInspection';
import { errorWords, label, text } from './words';

const tones = { completed: 'good', failed: 'bad', cutOff: 'bad' } as const;

/** How the run ended, why, and what can be done about it. */
export function outcomeSection({ outcome, error, name, hasDebugPage }: RunInspection): TemplateResult {
  const tone = outcome in tones ? tones[outcome as keyof typeof tones] : '';
  const words = error && errorWords(error, hasDebugPage);
  return html`<section class="check">
    <p class=${tone}><strong>${text.outcomes[outcome]}</strong> · <bdi>${name}</bdi></p>
    ${
      words
        ? html`<p>${words.message}</p>
            ${words.remedy ? html`<p>${label(text.remedy)}${words.remedy}</p>` : nothing}
            ${error.code ? html`<p class="note">${label(text.code)}<code>${error.code}</code></p>` : nothing}
            ${
              error.serviceMessage
                ? html`<p class="note">${label(text.serviceMessage)}<bdi>${error.serviceMessage}</bdi></p>`
                : nothing
            }`
        : nothing
    }
  </section>`;
}
