import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { openRun, waitingTurn } from '../../src/shared/conversation/conversation';
import type { HostMessage, ReturnReason, ViewMessage, WhileWaiting } from '../../src/shared/protocol';
import type { TextAreaElement } from '../toolkit/toolkit';
import { Attachments } from '../attachments/attachments';
import type { ComposerAccess } from '../onDemand/attachmentsPart';
import { isUnderWay } from '../state/uploads';
import { InputsSlot } from '../inputs/inputsSlot';
import { awaitingUploads, placeholder, selectedName, sendHint } from './hints';
import { queueChips } from './queueChips';
import { stopHint } from '../chrome/demo';
import { icon, inButton } from '../ui/icons';
import { isSendKey } from '../keys/keys';
import { isWithoutChips, type Draft } from '../state/localState';
import { isWithoutWorkflow, waitingChoice } from '../chrome/notices';
import { isLongPaste } from './longPaste';
import { Refusal } from './refusal';
import { leavesText, SentMessages } from './sentMessages';
import type { ViewServices } from '../state/viewServices';
import { text } from '../words/text';

/** The message box, with its attachments, the queue, and notices. */
export class Composer implements ComposerAccess {
  private readonly sentMessages = new SentMessages();
  private readonly attachments: Attachments;
  private readonly inputs: InputsSlot;
  private readonly refusal: Refusal;
  /** What to send once the user has chosen whether it answers the open question. */
  private undecided: 'draft' | { readonly queueId: string } | undefined;
  /** The message that is sent as soon as its uploads are complete. */
  private awaited: { readonly whileWaiting?: WhileWaiting } | undefined;

  constructor(
    private readonly view: ViewServices,
    signal: AbortSignal,
  ) {
    this.attachments = new Attachments(view, this, signal);
    this.refusal = new Refusal(view);
    this.inputs = new InputsSlot(view, () => this.send());
  }

  template(): TemplateResult {
    const { view } = this;
    const { conversation } = view.state;
    const draft = this.draft;
    const isRunning = openRun(conversation) !== undefined;
    const workflow = conversation.workflow?.name ?? selectedName(view);
    const waiting = waitingTurn(conversation);
    const stop = isRunning
      ? html`<vscode-button
          appearance="secondary"
          title=${stopHint(view)}
          @click=${() => view.actions.post({ type: 'stop' })}
          >${inButton('stop')}${text.stop}</vscode-button
        >`
      : nothing;
    if (conversation.replayOf)
      return html`<section class="composer" aria-label=${text.composer}>${stop}</section>`;
    return html`<section
      class="composer"
      aria-label=${text.composer}
      @keydown=${(event: KeyboardEvent) => this.onEscape(event)}
    >
      ${queueChips(view, (queueId) => this.sendQueued(queueId))} ${this.attachments.template()}
      ${waiting?.isInterruptDismissed ? html`<p class="note">${text.waitingHint}</p>` : nothing}
      ${this.refusal.template(() => this.closeNotice())}
      ${
        waiting && this.undecided
          ? waitingChoice(
              view,
              (choice) => this.decide(choice),
              () => this.cancelChoice(),
            )
          : nothing
      }
      ${this.awaited ? awaitingUploads(() => this.cancelSend()) : nothing} ${this.inputs.template()}
      <div class="box">
        <vscode-text-area
          id="message"
          placeholder=${placeholder(workflow, waiting !== undefined)}
          rows="1"
          .value=${live(draft.text)}
          @input=${(event: Event) => this.onInput(event.currentTarget as TextAreaElement)}
          @keydown=${(event: KeyboardEvent) => this.onKey(event)}
          @paste=${(event: ClipboardEvent) => this.onPaste(event)}
          >${text.message}</vscode-text-area
        >
        <div class="bar">
          ${this.attachments.button()}
          <span class="gap"></span>
          ${stop}
          <vscode-button
            class="send"
            aria-label=${text.send}
            title=${waiting ? text.sendHintWaiting : sendHint(view, isRunning)}
            ?disabled=${this.isEmpty || this.awaited !== undefined}
            @click=${() => this.send()}
            >${icon('send')}</vscode-button
          >
        </div>
      </div>
    </section>`;
  }

  focus(): void {
    this.box?.control.focus();
  }

  /** The message with the workflow's inputs; `undefined` if one of them is wrong, which is then shown. */
  withInputs(message: Extract<ViewMessage, { type: 'send' }>): ViewMessage | undefined {
    if (message.whileWaiting === 'answer') return message;
    const parameters = this.inputs.parameters();
    if (parameters === 'wrong') return undefined;
    return parameters && Object.keys(parameters).length > 0 ? { ...message, parameters } : message;
  }

  /** Closes what belongs to the conversation before. */
  reset(): void {
    this.undecided = undefined;
    this.awaited = undefined;
    this.attachments.reset();
  }

  /** Shows why an action was refused. */
  showNotice(words: string): void {
    this.refusal.set(words);
    this.view.page.refreshChrome();
  }

  /** Returns unsent text to the box, after what was typed meanwhile, and shows the reason. */
  restore(restored: string, attachments: Draft['attachments'], reason?: ReturnReason): void {
    if (reason) this.showNotice(reason === 'waiting' ? text.notSentWaiting : text.notSentNoWorkflow);
    const draft = this.draft;
    // As paragraphs of its own, not within a word.
    const isThere = restored === '' || `\n\n${draft.text}\n\n`.includes(`\n\n${restored}\n\n`);
    const kept = isThere ? draft.text : `${draft.text}\n\n${restored}`;
    const known = new Set(draft.attachments.map((item) => item.url));
    this.view.state.uploads.showAgain();
    this.setDraft({
      ...draft,
      text: draft.text === '' ? restored : kept,
      attachments: [...draft.attachments, ...attachments.filter((item) => !known.has(item.url))],
    });
  }

  /** Removes text that was sent, if it is still as {@link restore} left it. */
  remove(sent: string, attachments: Draft['attachments']): void {
    const draft = this.draft;
    const isAlone = draft.text === sent;
    const joint = `\n\n${sent}`;
    if (!isAlone && !(sent !== '' && draft.text.endsWith(joint))) return;
    const urls = new Set(attachments.map((item) => item.url));
    this.setDraft({
      ...draft,
      text: isAlone ? '' : draft.text.slice(0, -joint.length),
      attachments: draft.attachments.filter((item) => !urls.has(item.url)),
    });
  }

  acceptUploads(message: Extract<HostMessage, { type: 'uploads' | 'chunkTaken' }>): void {
    this.attachments.accept(message);
    const uploads = this.view.state.uploads.ofMessage;
    const isDecided = uploads.some(({ state }) => state === 'failed') || !uploads.some(isUnderWay);
    if (this.awaited && isDecided) this.send(this.awaited.whileWaiting);
  }

  addSnippet(label: string, content: string): void {
    const { draft } = this;
    this.setDraft({ ...draft, snippets: [...(draft.snippets ?? []), { label, text: content }] });
  }

  preview(): void {
    this.view.actions.post({ type: 'previewRequest', ...this.message });
  }

  cancelSend(): void {
    if (!this.awaited) return;
    this.awaited = undefined;
    this.focus();
    this.view.page.refreshChrome();
  }

  private get box(): TextAreaElement | null {
    return document.querySelector<TextAreaElement>('#message');
  }

  get draft(): Draft {
    return this.view.state.local.draft(this.view.state.draftId);
  }

  setDraft(draft: Draft, id = this.view.state.draftId): void {
    this.view.state.local.setDraft(id, draft);
    this.view.page.refreshChrome();
  }

  private onInput(box: TextAreaElement): void {
    this.inputs.prepare();
    this.sentMessages.reset();
    this.refusal.clear();
    // A message that is changed is not sent before its author sends it.
    this.awaited = undefined;
    box.control.dir = 'auto';
    const { local } = this.view.state;
    this.setDraft({ ...local.draft(local.conversationId), text: box.value }, local.conversationId);
  }

  private send(whileWaiting?: WhileWaiting): void {
    const { view } = this;
    this.awaited = undefined;
    const { local, draftId } = view.state;
    // Another conversation may have arrived since the last frame: its draft is not on screen yet.
    if (this.isEmpty || !view.state.isReady || local.conversationId !== draftId) return;
    if (isWithoutWorkflow(view)) {
      this.showNotice(text.notSentNoWorkflow);
      return;
    }
    if (!whileWaiting && waitingTurn(view.state.conversation)) {
      this.ask('draft');
      return;
    }
    if (whileWaiting !== 'answer' && this.inputs.parameters() === 'wrong') return;
    if (!this.areUploadsReady(whileWaiting)) return;
    const message = { type: 'send', ...this.message } as const;
    if (!view.actions.post(whileWaiting ? { ...message, whileWaiting } : message)) return;
    this.refusal.clear();
    this.sentMessages.reset();
    local.takeDraft(view.state.conversation.id);
    view.state.uploads.hide(view.state.uploads.ofComposer.map(({ id }) => id));
    view.page.refreshChrome();
  }

  /** Whether nothing has to be uploaded first. Otherwise the message waits, or the upload that failed gets the focus. */
  private areUploadsReady(whileWaiting: WhileWaiting | undefined): boolean {
    const { uploads } = this.view.state;
    // The form of the inputs shows its own.
    const failed = uploads.ofComposer.find(({ state }) => state === 'failed');
    if (failed) this.attachments.showFailed(failed);
    else if (uploads.ofMessage.some(isUnderWay)) {
      this.awaited = { ...(whileWaiting && { whileWaiting }) };
      this.view.page.announce(text.awaitingUploads);
    } else return true;
    this.view.page.refreshChrome();
    return false;
  }

  /** What Send would send. */
  private get message() {
    const { text: typed, pastes, snippets = [], attachments } = this.draft;
    const parts = [typed, ...pastes, ...snippets.map((snippet) => snippet.text)];
    const uploads = this.view.state.uploads.ofComposer.map(({ id }) => id);
    return {
      text: parts.filter((part) => part.trim() !== '').join('\n\n'),
      attachments,
      ...(uploads.length > 0 && { uploads }),
    };
  }

  private get isEmpty(): boolean {
    const { draft } = this;
    return (
      draft.text.trim() === '' && isWithoutChips(draft) && this.view.state.uploads.ofComposer.length === 0
    );
  }

  private sendQueued(queueId: string): void {
    if (waitingTurn(this.view.state.conversation)) this.ask({ queueId });
    else this.view.actions.post({ type: 'sendQueued', queueId });
  }

  private ask(undecided: 'draft' | { readonly queueId: string }): void {
    this.undecided = undecided;
    this.view.page.focusAfterRender('.choice vscode-button');
    this.view.page.refreshChrome();
  }

  private decide(whileWaiting: WhileWaiting): void {
    const { undecided } = this;
    this.cancelChoice();
    if (undecided === 'draft') this.send(whileWaiting);
    else if (undecided) this.view.actions.post({ type: 'sendQueued', ...undecided, whileWaiting });
  }

  private cancelChoice(): void {
    this.undecided = undefined;
    this.closeNotice();
  }

  private closeNotice(): void {
    this.refusal.clear();
    this.view.page.refreshChrome();
    this.focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (this.view.page.composition.owns(event)) return;
    if (isSendKey(event, this.view.state.context.enterBehavior)) {
      event.preventDefault();
      this.send();
      return;
    }
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const isBack = event.key === 'ArrowUp';
    if (!isBack && event.key !== 'ArrowDown') return;
    if (!this.sentMessages.isShown(this.draft.text) && (this.draft.text !== '' || !isBack)) return;
    if (!leavesText((event.currentTarget as TextAreaElement).control, isBack)) return;
    event.preventDefault();
    this.recall(isBack ? 1 : -1);
  }

  private recall(step: 1 | -1): void {
    const sent = this.view.state.conversation.turns.map((turn) => turn.text).filter((one) => one !== '');
    const recalled = this.sentMessages.recall(sent, step);
    if (recalled !== undefined) this.setDraft({ ...this.draft, text: recalled });
  }

  private onEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.awaited || this.view.page.composition.owns(event)) return;
    event.preventDefault();
    this.cancelSend();
  }

  private onPaste(event: ClipboardEvent): void {
    if (this.attachments.paste(event)) return;
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (!isLongPaste(pasted)) return;
    event.preventDefault();
    this.setDraft({ ...this.draft, pastes: [...this.draft.pastes, pasted] });
  }
}
