import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { longText } from '../keys/textField';
import type { Turn } from '../../src/shared/conversation/conversation';
import type { TextAreaElement } from '../toolkit/toolkit';
import { isSendKey } from '../keys/keys';
import type { ViewServices } from '../state/viewServices';
import { text } from '../words/text';

/** Whether a message is being edited. A changed text is kept when the page is reloaded, and then is still edited. */
export function isEdited(view: ViewServices, { id }: Turn): boolean {
  return view.state.ui.isOn({ kind: 'editing', id }) || view.state.local.edited(id) !== undefined;
}

/** The form that edits a message of the user and sends it in a new conversation. */
export function editForm(view: ViewServices, turn: Turn): TemplateResult {
  const { local } = view.state;
  const words = local.edited(turn.id) ?? turn.text;
  const close = () => {
    local.setEdited(turn.id, undefined);
    view.state.ui.set({ kind: 'editing', id: turn.id }, false);
    view.page.refresh();
  };
  const submit = (form: HTMLFormElement | null) => {
    const value = form?.querySelector<TextAreaElement>('vscode-text-area')?.value ?? '';
    if (value.trim() === '') return;
    if (!view.actions.post({ type: 'editTurn', turnId: turn.id, text: value })) return;
    close();
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
        close();
      } else if (event.target instanceof HTMLElement && event.target.localName === 'vscode-text-area') {
        if (!isSendKey(event, view.state.context.enterBehavior)) return;
        event.preventDefault();
        submit(event.currentTarget as HTMLFormElement);
      }
    }}
  >
    <vscode-text-area
      resize="vertical"
      rows="4"
      ?data-long=${words.length > longText}
      .value=${live(words)}
      @input=${(event: Event) => local.setEdited(turn.id, (event.currentTarget as TextAreaElement).value)}
      >${text.editedMessage}</vscode-text-area
    >
    <p class="note">${view.state.conversation.turns[0] === turn ? text.editHintFirst : text.editHint}</p>
    <div class="buttons">
      <vscode-button @click=${(event: Event) => submit((event.target as HTMLElement).closest('form'))}
        >${text.editSend}</vscode-button
      >
      <vscode-button appearance="secondary" @click=${close}>${text.cancel}</vscode-button>
    </div>
  </form>`;
}
