import { html, nothing, type TemplateResult } from 'lit-html';
import type { InspectedMessage, RunInspection } from '../../../src/shared/inspection/runInspection';
import { durationText, fill, text } from './words';

/** The messages of the run as text. `showEvent` selects an event by its index. */
export function messageSection({ messages }: RunInspection, showEvent: (index: number) => void): unknown {
  if (messages.length === 0) return nothing;
  return html`<section aria-labelledby="messages">
    <h2 id="messages">${text.messages}</h2>
    ${messages.map((message, index) => messageTemplate(message, index, showEvent))}
  </section>`;
}

function messageTemplate(
  { kind, name, text: content, fromMs, key, event }: InspectedMessage,
  index: number,
  showEvent: (index: number) => void,
): TemplateResult {
  const title = `${text.spans[kind]}${name === undefined ? '' : ` · ${name}`}`;
  return html`<article class="message" tabindex="-1" data-message=${key} aria-label=${title}>
    <h3><bdi>${title}</bdi> <span class="note">${durationText(fromMs)}</span></h3>
    <pre tabindex="0"><code>${content}</code></pre>
    <button
      class="secondary"
      aria-label=${fill(text.firstEventOf, { number: index + 1 })}
      @click=${() => showEvent(event)}
    >
      ${text.showFirstEvent}
    </button>
  </article>`;
}

/** Brings a message into view, and focuses it. */
export function showMessage(key: string): void {
  const all = document.querySelectorAll<HTMLElement>('[data-message]');
  const found = [...all].find(({ dataset }) => dataset['message'] === key);
  found?.scrollIntoView({ block: 'center' });
  found?.focus({ preventScroll: true });
}
