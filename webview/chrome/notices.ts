import { html, type TemplateResult } from 'lit-html';
import { maxAttachments, maxTextLength, maxUrlLength, type ExceededLimit } from '../../src/shared/limits';
import type { ViewMessage, WhileWaiting } from '../../src/shared/protocol';
import { workflowOf } from './emptyState';
import { icon } from '../ui/icons';
import type { ViewServices } from '../state/viewServices';
import { fill, number, text } from '../words/text';

const limits = {
  text: { words: text.limitText, most: maxTextLength },
  attachments: { words: text.limitAttachments, most: maxAttachments },
  address: { words: text.limitAddress, most: maxUrlLength },
} as const;

/** States what was not sent or copied, and which limit was exceeded. */
export function limitWords(act: ViewMessage['type'], { limit, length }: ExceededLimit): string {
  const { words, most } = limits[limit];
  const reason = fill(words, { length: number(length), most: number(most) });
  const isSent = /^(send|answer|edit)/.test(act);
  return fill(isSent ? text.notSent : text.notCopied, { reason });
}

/** Whether a message cannot be sent: no conversation has begun, and no workflow is selected. */
export function isWithoutWorkflow(view: ViewServices): boolean {
  return view.state.conversation.id === '' && workflowOf(view) === undefined;
}

/** The reason why an action was refused, shown above the message box. The empty state offers what a chat lacks. */
export function notice(words: string, close: () => void): TemplateResult {
  return html`<div class="banner" role="alert">
    <span>${words}</span>
    <button class="action" aria-label=${text.closeNotice} title=${text.closeNotice} @click=${close}>
      ${icon('close')}
    </button>
  </div>`;
}

/** Asks whether a message is the answer to the open question. */
export function waitingChoice(
  view: ViewServices,
  choose: (choice: WhileWaiting) => void,
  cancel: () => void,
): TemplateResult {
  return html`<div
    class="outcome asking choice"
    role="group"
    aria-label=${text.waitingChoice}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape' || view.page.composition.owns(event)) return;
      event.stopPropagation();
      cancel();
    }}
  >
    <p>${text.waitingChoice}</p>
    <div class="buttons">
      <vscode-button @click=${() => choose('answer')}>${text.sendAsAnswer}</vscode-button>
      <vscode-button appearance="secondary" @click=${() => choose('newConversation')}
        >${text.sendInNew}</vscode-button
      >
      <vscode-button appearance="secondary" @click=${cancel}>${text.cancel}</vscode-button>
    </div>
  </div>`;
}
