import { html, type TemplateResult } from 'lit-html';
import type { ViewServices } from '../state/viewServices';
import { isMac } from '../keys/keys';
import { fill, text } from '../words/text';

/** States that Send waits, above the message box. */
export function awaitingUploads(cancel: () => void): TemplateResult {
  return html`<p class="awaiting note">
    <span class="spinner" aria-hidden="true"></span>${text.awaitingUploads}
    <button class="link" @click=${cancel}>${text.cancel}</button>
  </p>`;
}

export function selectedName(view: ViewServices): string | undefined {
  const { workflows, selectedWorkflow } = view.state.context;
  return workflows.find((workflow) => workflow.key === selectedWorkflow)?.name;
}

export function placeholder(workflow: string | undefined, isWaiting: boolean): string {
  if (isWaiting) return text.messagePlaceholderWaiting;
  return workflow ? fill(text.messagePlaceholder, { workflow }) : text.messagePlaceholderNone;
}

export function sendHint(view: ViewServices, isRunning: boolean): string {
  if (isRunning) return text.sendHintQueue;
  if (view.state.context.enterBehavior === 'send') return text.sendHintEnter;
  return isMac ? text.sendHintMeta : text.sendHintCtrl;
}
