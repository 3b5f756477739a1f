import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { openRun, waitingTurn } from '../../src/shared/conversation/conversation';
import type { ReturnReason, WhileWaiting } from '../../src/shared/protocol';
import type { TextAreaElement } from '../toolkit/toolkit';
import { attachForm, attachmentChips, pasteChips, queueChips } from './chips';
import { stopHint } from '../chrome/demo';
import { icon, inButton } from '../ui/icons';
import { isMac, isSendKey } from '../keys/keys';
import type { Draft } from '../app/localState';
import { isWithoutWorkflow, notice, waitingChoice } from '../chrome/notices';
import { SentMessages } from './sentMessages';
import type { ViewServices } from '../app/viewServices';
import { fill, text } from '../words/text';

/** Pastes longer than this become a chip. */
const longPaste = { characters: 2000, lines: 30 };

/** The message box, with its attachments, the queue, and notices. */
export class Composer {
  private readonly sentMessages = new SentMessages();
  private isAttaching = false;
  /** Why an action was refused. */
  private notice = '';
  /** What to send once the user has chosen whether it answers the open question. */
  private undecided: 'draft' | { readonly queueId: string } | undefined;

  constructor(private readonly view: ViewServices) {}

  template(): TemplateResult {
    const { view } = this;
    const { conversation } = view.state;
    const draft = this.draft;
    const isRunning = openRun(conversation) !== undefined;
    const workflow = conversation.workflow?.name ?? selectedName(view);
    const waiting = waitingTurn(conversation);
    return html`<section class="composer" aria-label=${text.composer}>
      ${queueChips(view, (queueId) => this.sendQueued(queueId))}
      ${attachmentChips(draft, (next) => this.setDraft(next))}
      ${pasteChips(draft, (next) => this.setDraft(next))}
      ${
        this.isAttaching
          ? attachForm(
              view,
              draft,
              (next) => this.setDraft(next),
              () => this.closeAttachForm(),
            )
          : nothing
      }
      ${waiting?.isInterruptDismissed ? html`<p class="note">${text.waitingHint}</p>` : nothing}
      ${this.notice ? notice(view, this.notice, () => this.closeNotice()) : nothing}
      ${
        waiting && this.undecided
          ? waitingChoice(
              view,
              (choice) => this.decide(choice),
              () => this.cancelChoice(),
            )
          : nothing
      }
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
          <button
            class="action"
            aria-label=${text.attach}
            title=${text.attach}
            aria-expanded=${this.isAttaching}
            @click=${() => this.toggleAttachForm()}
          >
            ${icon('add')}
          </button>
          <span class="gap"></span>
          ${
            isRunning
              ? html`<vscode-button
                  appearance="secondary"
                  title=${stopHint(view)}
                  @click=${() => view.actions.post({ type: 'stop' })}
                  >${inButton('stop')}${text.stop}</vscode-button
                >`
              : nothing
          }
          <vscode-button
            class="send"
            aria-label=${text.send}
            title=${waiting ? text.sendHintWaiting : sendHint(view, isRunning)}
            ?disabled=${isEmpty(draft)}
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

  /** Closes what belongs to the conversation before. */
  reset(): void {
    this.undecided = undefined;
    this.isAttaching = false;
  }

  /** Shows why an action was refused. */
  showNotice(words: string): void {
    this.notice = words;
    this.view.page.refreshChrome();
  }

  /** Returns unsent text to the box, after what was typed meanwhile, and shows the reason. */
  restore(restored: string, attachments: Draft['attachments'], reason?: ReturnReason): void {
    if (reason) this.showNotice(reason === 'waiting' ? text.notSentWaiting : text.notSentNoWorkflow);
    const draft = this.draft;
    const isThere = draft.text.includes(restored);
    const joined = draft.text === '' || isThere ? restored : `${draft.text}\n\n${restored}`;
    const known = new Set(draft.attachments.map((item) => item.url));
    this.setDraft({
      ...draft,
      text: isThere && draft.text !== '' ? draft.text : joined,
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

  private toggleAttachForm(): void {
    this.isAttaching = !this.isAttaching;
    this.view.page.refreshChrome();
  }

  private closeAttachForm(): void {
    this.toggleAttachForm();
    this.focus();
  }

  private get box(): TextAreaElement | null {
    return document.querySelector<TextAreaElement>('#message');
  }

  private get draft(): Draft {
    return this.view.state.local.draft(this.view.state.conversation.id);
  }

  private setDraft(draft: Draft): void {
    this.view.state.local.setDraft(this.view.state.conversation.id, draft);
    this.view.page.refreshChrome();
  }

  private onInput(box: TextAreaElement): void {
    this.sentMessages.reset();
    this.notice = '';
    box.control.dir = 'auto';
    this.setDraft({ ...this.draft, text: box.value });
  }

  private send(whileWaiting?: WhileWaiting): void {
    const { view } = this;
    const draft = this.draft;
    if (isEmpty(draft)) return;
    if (isWithoutWorkflow(view)) {
      this.showNotice(text.notSentNoWorkflow);
      return;
    }
    if (!whileWaiting && waitingTurn(view.state.conversation)) {
      this.ask('draft');
      return;
    }
    const parts = [draft.text, ...draft.pastes].filter((part) => part.trim() !== '');
    const message = { type: 'send', text: parts.join('\n\n'), attachments: draft.attachments } as const;
    if (!view.actions.post(whileWaiting ? { ...message, whileWaiting } : message)) return;
    this.notice = '';
    this.sentMessages.reset();
    view.state.local.takeDraft(view.state.conversation.id);
    view.page.refreshChrome();
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
    this.notice = '';
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
    event.preventDefault();
    this.recall(isBack ? 1 : -1);
  }

  private recall(step: 1 | -1): void {
    const sent = this.view.state.conversation.turns.map((turn) => turn.text).filter((one) => one !== '');
    const recalled = this.sentMessages.recall(sent, step);
    if (recalled !== undefined) this.setDraft({ ...this.draft, text: recalled });
  }

  private onPaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    const lines = pasted.split('\n').length;
    if (pasted.length <= longPaste.characters && lines <= longPaste.lines) return;
    event.preventDefault();
    this.setDraft({ ...this.draft, pastes: [...this.draft.pastes, pasted] });
  }
}

function isEmpty(draft: Draft): boolean {
  return draft.text.trim() === '' && draft.attachments.length === 0 && draft.pastes.length === 0;
}

function selectedName(view: ViewServices): string | undefined {
  const { workflows, selectedWorkflow } = view.state.context;
  return workflows.find((workflow) => workflow.key === selectedWorkflow)?.name;
}

function placeholder(workflow: string | undefined, isWaiting: boolean): string {
  if (isWaiting) return text.interruptForm;
  return workflow ? fill(text.messagePlaceholder, { workflow }) : text.messagePlaceholderNone;
}

function sendHint(view: ViewServices, isRunning: boolean): string {
  if (isRunning) return text.sendHintQueue;
  if (view.state.context.enterBehavior === 'send') return text.sendHintEnter;
  return isMac ? text.sendHintMeta : text.sendHintCtrl;
}
