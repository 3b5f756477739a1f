import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { openRun, waitingTurn } from '../../src/shared/conversation';
import type { TextAreaElement } from '../toolkit';
import { attachForm, attachmentChips, pasteChips, queueChips } from './chips';
import { icon, inButton } from './icons';
import { isMac, isSendKey } from './keys';
import type { Draft } from './localState';
import type { Stage } from './stage';
import { fill, text } from './text';

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

  constructor(private readonly stage: Stage) {}

  template(): TemplateResult {
    const { stage } = this;
    const { conversation, context } = stage;
    const draft = this.draft;
    const isRunning = openRun(conversation) !== undefined;
    const workflow = conversation.workflow?.name ?? selectedName(stage);
    const waiting = waitingTurn(conversation);
    return html`<section class="composer" aria-label=${text.composer}>
      ${queueChips(stage)} ${attachmentChips(draft, (next) => this.setDraft(next))}
      ${pasteChips(draft, (next) => this.setDraft(next))}
      ${stage.isOn('attach') ? attachForm(stage, draft, (next) => this.setDraft(next)) : nothing}
      ${waiting?.isInterruptDismissed ? html`<p class="note">${text.waitingHint}</p>` : nothing}
      <div class="box">
        <vscode-text-area
          id="message"
          placeholder=${workflow ? fill(text.messagePlaceholder, { workflow }) : text.messagePlaceholderNone}
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
                  title=${text.stopHint}
                  @click=${() => stage.post({ type: 'stop' })}
                  >${inButton('stop')}${text.stop}</vscode-button
                >`
              : nothing
          }
          <vscode-button
            class="send"
            aria-label=${text.send}
            title=${sendHint(stage, isRunning)}
            ?disabled=${isEmpty(draft) || context.workflows.length === 0}
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

  /** Puts text back after a failed send. What was typed meanwhile stays, before it. */
  restore(restored: string, attachments: Draft['attachments']): void {
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
    this.setDraft({ ...this.draft, text: box.value });
  }

  private send(): void {
    const draft = this.draft;
    if (isEmpty(draft) || this.stage.context.workflows.length === 0) return;
    const parts = [draft.text, ...draft.pastes].filter((part) => part.trim() !== '');
    this.stage.post({ type: 'send', text: parts.join('\n\n'), attachments: draft.attachments });
    this.history.at = -1;
    this.stage.local.takeDraft(this.stage.conversation.id);
    this.stage.redraw();
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

function sendHint(stage: Stage, isRunning: boolean): string {
  if (isRunning) return text.sendHintQueue;
  if (stage.context.enterBehavior === 'send') return text.sendHintEnter;
  return isMac ? text.sendHintMeta : text.sendHintCtrl;
}
