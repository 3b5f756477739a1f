import { html, nothing, type TemplateResult } from 'lit-html';
import type { Run, ServiceMessage } from '../../src/shared/conversation/conversation';
import { repetitionOf } from '../../src/shared/conversation/repeat';
import { totalTokens, type TokenUsage } from '../../src/shared/usage';
import { actionButton } from '../ui/actionButton';
import { aboutService, isDemo } from '../chrome/demo';
import { failure, remedies } from '../run/failure';
import { interruption } from '../question/interruption';
import type { FooterRow } from '../list/rows';
import type { ViewServices } from '../state/viewServices';
import { omitted } from '../ui/omitted';
import { fill, number, text } from '../words/text';
import { suggestionChips } from '../ui/suggestionChips';
import { waitNotices } from '../run/waiting';

/** Below an answer: its actions and, at the end of a run, the outcome and the question. */
export function assistantFooter(view: ViewServices, row: FooterRow): TemplateResult {
  const { run, message } = row;
  const { replayOf } = view.state.conversation;
  const facts = row.isEnd && !replayOf ? runFacts(view, row) : [];
  const isLatest = row.isEnd && row.isLastRun && row.isLastTurn;
  return html`${
      row.isEnd ? html`${omitted(run.omittedMessages, text.omittedMessages)}${runEnd(view, row)}` : nothing
    }
    <div class=${`foot${facts.length === 0 ? ' bare' : ''}${isLatest ? ' latest' : ''}`}>
      ${message && (message.text !== '' || message.body.type === 'media') ? messageActions(view, run, message) : nothing}
      ${facts.length > 0 ? html`<div class="facts">${facts}</div>` : nothing}
    </div>
    ${isLatest && !replayOf ? followUps(view, run) : nothing}`;
}

function runEnd(view: ViewServices, row: FooterRow): unknown {
  const { run, turn } = row;
  switch (run.outcome ?? 'open') {
    case 'open':
      return html`${
        row.message?.isComplete
          ? html`<div class="waiting">
              <span class="spinner" aria-hidden="true"></span>
            </div>`
          : nothing
      }
      ${waitNotices(view, run)}`;
    case 'failed':
    case 'cutOff':
      return failure(view, turn, run, row.isLastRun && row.isLastTurn);
    case 'stopped':
      return stoppedNote(
        view,
        // The message of a turn is repeated by its own action; a reply only here.
        row.isLastRun && row.isLastTurn && repetitionOf(turn)?.isReply ? remedies(view, turn, run) : nothing,
      );
    case 'waiting':
      // A later run of the turn answers this question.
      return row.isLastRun && !view.state.conversation.replayOf
        ? interruption(view, turn, run, row.isLastTurn)
        : nothing;
    case 'completed':
      return html`${run.messages.length === 0 ? html`<p class="note">${text.emptyAnswer}</p>` : nothing}
      ${omitted(run.skippedEvents || undefined, text.skippedEvents)}`;
  }
}

/** States that the user stopped the run. `ways` are the actions on offer. */
export function stoppedNote(view: ViewServices, ways: unknown = nothing): TemplateResult {
  return html`<div class="outcome" role="note">
    <strong>${text.stoppedTitle}</strong>
    ${isDemo(view) ? nothing : html`<p>${text.stoppedText}</p>`} ${ways}
  </div>`;
}

/** An answer with this may contain findings; the host reads them. */
const findingMark = '"severity"';

function messageActions(view: ViewServices, run: Run, message: ServiceMessage): TemplateResult {
  const isDone = message.isComplete || run.outcome !== undefined;
  const like = (feedback: 'like' | 'unlike') => () =>
    view.actions.post({
      type: 'giveFeedback',
      messageKey: message.key,
      feedback: message.feedback === feedback ? 'none' : feedback,
    });
  return html`<div class="actions" role="group" aria-label=${text.messageActions}>
    ${actionButton('copy', text.copyMessage, text.copyMessageHint, (event) => view.actions.copyMessage(message.key, event))}
    ${
      view.state.context.canGiveFeedback && isDone && message.id !== ''
        ? html`${actionButton('like', text.like, aboutService(view, text.likeHint), like('like'), {
            isPressed: message.feedback === 'like',
          })}
          ${actionButton('like', text.unlike, aboutService(view, text.unlikeHint), like('unlike'), {
            isPressed: message.feedback === 'unlike',
            isTurned: true,
          })}`
        : nothing
    }
    ${
      isDone && message.text.includes(findingMark)
        ? actionButton('problems', text.showFindings, text.showFindings, () =>
            view.actions.post({ type: 'showFindings', messageKey: message.key }),
          )
        : nothing
    }
  </div>`;
}

function runFacts(view: ViewServices, row: FooterRow): readonly unknown[] {
  const { run } = row;
  return [
    ...(run.debugUrl === undefined || isDemo(view) ? [] : [debugLink(view, run, run.debugUrl)]),
    hostLink(text.inspectRun, () => view.actions.post({ type: 'inspectRun', runId: run.id })),
    ...(totalTokens(run.usage) > 0 && run.outcome ? [usageWords(run.usage)] : []),
  ];
}

function debugLink(view: ViewServices, run: Run, address: string): TemplateResult {
  if (!run.isDebugUrlTrusted) {
    return html`<span class="note">${text.debugUntrusted} <span class="address">${address}</span></span>`;
  }
  return hostLink(text.debugPage, () => view.actions.post({ type: 'openDebugPage', runId: run.id }));
}

/** A link that the host opens. */
function hostLink(words: string, open: () => void): TemplateResult {
  return html`<a
    href="#run"
    @click=${(event: Event) => {
      event.preventDefault();
      open();
    }}
    >${words}</a
  >`;
}

function usageWords(usage: TokenUsage): TemplateResult {
  const { input, output, unsplit } = usage;
  const values = { input: number(input), output: number(output) };
  const words =
    input + output > 0 ? fill(text.usage, values) : fill(text.usageUnsplit, { total: number(unsplit) });
  return html`<span class="usage" title=${fill(text.usageHint, values)}>${words}</span>`;
}

function followUps(view: ViewServices, run: Run): unknown {
  if (run.followUps.length === 0 || run.outcome !== 'completed') return nothing;
  return html`${suggestionChips(view, text.followUps, run.followUps)} ${omitted(run.omittedFollowUps)}`;
}
