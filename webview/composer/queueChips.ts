import { html, nothing } from 'lit-html';
import { lastTurn, openRun, turnState } from '../../src/shared/conversation/conversation';
import { beginning } from '../../src/shared/text/beginning';
import type { ViewServices } from '../state/viewServices';
import { actionButton } from '../ui/actionButton';
import { text } from '../words/text';

/** Messages queued until the open run completes. `send` sends one of them now. */
export function queueChips(view: ViewServices, send: (queueId: string) => void): unknown {
  const { conversation } = view.state;
  const { queue } = conversation;
  if (queue.length === 0) return nothing;
  const isRunning = openRun(conversation) !== undefined;
  const turn = lastTurn(conversation);
  const isAfterFailure = !isRunning && turn !== undefined && turnState(turn) !== 'completed';
  const hasWaiting = queue.some((message) => !message.isOnHold);
  const hasHeld = queue.some((message) => message.isOnHold);
  return html`<ul class="attached" aria-label=${text.queue}>
      ${queue.map(
        (message) =>
          html`<li class="chip" title=${message.text}>
            <span class="name" dir="auto">${beginning(message.text, 200)}</span>
            ${
              isRunning
                ? nothing
                : actionButton('send', text.queueSend, text.queueSend, () => send(message.id))
            }
            ${actionButton('close', text.queueRemove, text.queueRemove, () =>
              view.actions.post({ type: 'removeQueued', queueId: message.id }),
            )}
          </li>`,
      )}
    </ul>
    ${hasHeld ? html`<p class="note">${isAfterFailure ? text.queueHeld : text.queueOnHold}</p>` : nothing}
    ${hasWaiting ? html`<p class="note">${text.queueHint}</p>` : nothing}`;
}
