import { html, nothing, type TemplateResult } from 'lit-html';
import type { InspectedMessage, RunInspection } from '../../../src/shared/inspection/runInspection';
import { durationText, fill, text } from './words';

/** The messages of the run as text. `showEvent` selects an event by its index; `showInChat`, if the chat has them, a message by its key. */
export function messageSection(
  { messages }: RunInspection,
  showEvent: (index: number) => void,
  showInChat: ((key: string) => void) | undefined,
): unknown {
  if (messages.length === 0) return nothing;
  return html`<section aria-labelledby="messages">
    <h2 id="messages">${text.messages}</h2>
    ${messages.map((message, index) => messageTemplate(message, index, showEvent, showInChat))}
  </section>`;
}

function messageTemplate(
  { kind, name, text: content, fromMs, key, event }: InspectedMessage,
  index: number,
  showEvent: (index: number) => void,
  showInChat: ((key: string) => void) | undefined,
): TemplateResult {
  const title = `${text.spans[kind]}${name === undefined ? '' : ` · ${name}`}`;
  return html`<article class="message" tabindex="-1" data-message=${key} aria-label=${title}>
    <h3><bdi>${title}</bdi> <span class="note">${durationText(fromMs)}</span></h3>
    <pre tabindex="0"><code>${content}</code></pre>
    <div class="buttons">
      <button
        class="secondary"
        aria-label=${fill(text.firstEventOf, { number: index + 1 })}
        @click=${() => showEvent(event)}
      >
        ${text.showFirstEvent}
      </button>
      ${
        showInChat
          ? html`<button
              class="secondary"
              aria-label=${fill(text.showInChatName, { number: index + 1 })}
              @click=${() => showInChat(key)}
            >
              ${text.showInChat}
            </button>`
          : nothing
      }
    </div>
  </article>`;
}

/** Brings a message into view, and focuses it. */
export function showMessage(key: string): void {
  const all = document.querySelectorAll<HTMLElement>('[data-message]');
  const found = [...all].find(({ dataset }) => dataset['message'] === key);
  found?.scrollIntoView({ block: 'center' });
  found?.focus({ preventScroll: true });
}
