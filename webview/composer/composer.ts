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
import type { Stage } from '../app/viewServices';
import { fill, text } from '../words/text';

/** Pastes longer than this become a chip. */
const longPaste = { characters: 2000, lines: 30 };

/** Earlier messages by arrow keys; `at` counts back from the newest, -1 is the draft itself. */
interface History {
  at: number;
  shown: string;
}

/** The box to write in, with what goes along and what is waiting to be sent. */
export class Composer {
  private readonly history: History = { at: -1, shown: '' };
  /** Why something was refused. */
  private notice = '';
  /** What to send once it is known whether it is the answer to the open question. */
  private undecided: 'draft' | { readonly queueId: string } | undefined;

  constructor(private readonly stage: Stage) {}

  template(): TemplateResult {
    const { stage } = this;
    const { conversation } = stage;
    const draft = this.draft;
    const isRunning = openRun(conversation) !== undefined;
    const workflow = conversation.workflow?.name ?? selectedName(stage);
    const waiting = waitingTurn(conversation);
    return html`<section class="composer" aria-label=${text.composer}>
      ${queueChips(stage, (queueId) => this.sendQueued(queueId))}
      ${attachmentChips(draft, (next) => this.setDraft(next))}
      ${pasteChips(draft, (next) => this.setDraft(next))}
      ${stage.isOn('attach') ? attachForm(stage, draft, (next) => this.setDraft(next)) : nothing}
      ${waiting?.isInterruptDismissed ? html`<p class="note">${text.waitingHint}</p>` : nothing}
      ${this.notice ? notice(stage, this.notice, () => this.closeNotice()) : nothing}
      ${
        waiting && this.undecided
          ? waitingChoice(
              stage,
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
            aria-expanded=${stage.isOn('attach')}
            @click=${() => stage.setOn('attach', !stage.isOn('attach'))}
          >
            ${icon('link')}
          </button>
          <span class="gap"></span>
          ${
            isRunning
              ? html`<vscode-button
                  appearance="secondary"
                  title=${stopHint(stage)}
                  @click=${() => stage.post({ type: 'stop' })}
                  >${inButton('stop')}${text.stop}</vscode-button
                >`
              : nothing
          }
          <vscode-button
            class="send"
            aria-label=${text.send}
            title=${waiting ? text.sendHintWaiting : sendHint(stage, isRunning)}
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

  /** Another conversation is shown: what was to be decided belongs to the one before. */
  reset(): void {
    this.undecided = undefined;
  }

  /** Shows why an act was refused. */
  tell(words: string): void {
    this.notice = words;
    this.stage.redraw();
  }

  /** Puts text back that was not sent, and shows the reason. What was typed meanwhile stays, before it. */
  restore(restored: string, attachments: Draft['attachments'], reason?: ReturnReason): void {
    if (reason) this.tell(reason === 'waiting' ? text.notSentWaiting : text.notSentNoWorkflow);
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

  /** Takes out what was sent, where it is still as {@link restore} put it. What was typed stays. */
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

  private get box(): TextAreaElement | null {
    return document.querySelector<TextAreaElement>('#message');
  }

  private get draft(): Draft {
    return this.stage.local.draft(this.stage.conversation.id);
  }

  private setDraft(draft: Draft): void {
    this.stage.local.setDraft(this.stage.conversation.id, draft);
    this.stage.redraw();
  }

  private onInput(box: TextAreaElement): void {
    this.history.at = -1;
    this.notice = '';
    box.control.dir = 'auto';
    this.setDraft({ ...this.draft, text: box.value });
  }

  private send(whileWaiting?: WhileWaiting): void {
    const { stage } = this;
    const draft = this.draft;
    if (isEmpty(draft)) return;
    if (isWithoutWorkflow(stage)) {
      this.tell(text.notSentNoWorkflow);
      return;
    }
    if (!whileWaiting && waitingTurn(stage.conversation)) {
      this.ask('draft');
      return;
    }
    const parts = [draft.text, ...draft.pastes].filter((part) => part.trim() !== '');
    const message = { type: 'send', text: parts.join('\n\n'), attachments: draft.attachments } as const;
    if (!stage.post(whileWaiting ? { ...message, whileWaiting } : message)) return;
    this.notice = '';
    this.history.at = -1;
    stage.local.takeDraft(stage.conversation.id);
    stage.redraw();
  }

  private sendQueued(queueId: string): void {
    if (waitingTurn(this.stage.conversation)) this.ask({ queueId });
    else this.stage.post({ type: 'sendQueued', queueId });
  }

  private ask(undecided: 'draft' | { readonly queueId: string }): void {
    this.undecided = undecided;
    this.stage.focusNext('.choice vscode-button');
    this.stage.redraw();
  }

  private decide(whileWaiting: WhileWaiting): void {
    const { undecided } = this;
    this.cancelChoice();
    if (undecided === 'draft') this.send(whileWaiting);
    else if (undecided) this.stage.post({ type: 'sendQueued', ...undecided, whileWaiting });
  }

  private cancelChoice(): void {
    this.undecided = undefined;
    this.closeNotice();
  }

  private closeNotice(): void {
    this.notice = '';
    this.stage.redraw();
    this.focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (this.stage.composition.owns(event)) return;
    if (isSendKey(event, this.stage.context.enterBehavior)) {
      event.preventDefault();
      this.send();
      return;
    }
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const isBack = event.key === 'ArrowUp';
    if (!isBack && event.key !== 'ArrowDown') return;
    const isBrowsing = this.history.at >= 0 && this.draft.text === this.history.shown;
    if (!isBrowsing && (this.draft.text !== '' || !isBack)) return;
    event.preventDefault();
    this.browse(isBack ? 1 : -1);
  }

  private browse(step: 1 | -1): void {
    const sent = this.stage.conversation.turns.map((turn) => turn.text).filter((one) => one !== '');
    const at = this.history.at + step;
    if (at >= sent.length) return;
    this.history.at = Math.max(-1, at);
    this.history.shown = at < 0 ? '' : (sent[sent.length - 1 - at] ?? '');
    const kept = this.history.at;
    this.setDraft({ ...this.draft, text: this.history.shown });
    this.history.at = kept;
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

function selectedName(stage: Stage): string | undefined {
  const { workflows, selectedWorkflow } = stage.context;
  return workflows.find((workflow) => workflow.key === selectedWorkflow)?.name;
}

function placeholder(workflow: string | undefined, isWaiting: boolean): string {
  if (isWaiting) return text.interruptForm;
  return workflow ? fill(text.messagePlaceholder, { workflow }) : text.messagePlaceholderNone;
}

function sendHint(stage: Stage, isRunning: boolean): string {
  if (isRunning) return text.sendHintQueue;
  if (stage.context.enterBehavior === 'send') return text.sendHintEnter;
  return isMac ? text.sendHintMeta : text.sendHintCtrl;
}
