import { html, type TemplateResult } from 'lit-html';
import { longText } from '../keys/textField';
import type { Turn } from '../../src/shared/conversation/conversation';
import type { TextAreaElement } from '../toolkit/toolkit';
import { isSendKey } from '../keys/keys';
import type { ViewServices } from '../state/viewServices';
import { text } from '../words/text';

/** The form that edits a message of the user and sends it in a new conversation. */
export function editForm(view: ViewServices, turn: Turn): TemplateResult {
  const toggle = { kind: 'editing', id: turn.id } as const;
  const submit = (form: HTMLFormElement | null) => {
    const value = form?.querySelector<TextAreaElement>('vscode-text-area')?.value ?? '';
    if (value.trim() === '') return;
    if (!view.actions.post({ type: 'editTurn', turnId: turn.id, text: value })) return;
    view.state.ui.set(toggle, false);
    view.page.focusComposer();
  };
  return html`<form
    class="edit"
    aria-label=${text.editForm}
    @submit=${(event: Event) => {
      event.preventDefault();
      submit(event.currentTarget as HTMLFormElement);
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (view.page.composition.owns(event)) return;
      if (event.key === 'Escape') {
        event.stopPropagation();
        view.state.ui.set(toggle, false);
      } else if (event.target instanceof HTMLElement && event.target.localName === 'vscode-text-area') {
        if (!isSendKey(event, view.state.context.enterBehavior)) return;
        event.preventDefault();
        submit(event.currentTarget as HTMLFormElement);
      }
    }}
  >
    <vscode-text-area resize="vertical" rows="4" ?data-long=${turn.text.length > longText} .value=${turn.text}
      >${text.editedMessage}</vscode-text-area
    >
    <p class="note">${view.state.conversation.turns[0] === turn ? text.editHintFirst : text.editHint}</p>
    <div class="buttons">
      <vscode-button @click=${(event: Event) => submit((event.target as HTMLElement).closest('form'))}
        >${text.editSend}</vscode-button
      >
      <vscode-button appearance="secondary" @click=${() => view.state.ui.set(toggle, false)}
        >${text.cancel}</vscode-button
      >
    </div>
  </form>`;
}
