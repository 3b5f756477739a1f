import { html, nothing, type TemplateResult } from 'lit-html';
import {
  lastRun,
  lastTurn,
  openRun,
  type Conversation,
  type Run,
} from '../../src/shared/conversation/conversation';
import { askedWaitUntil } from '../../src/shared/conversation/repeat';
import { stopHint } from '../chrome/demo';
import { errorWords } from './errorWords';
import type { ViewServices } from '../state/viewServices';
import { clock, fill, number, text } from '../words/text';

/** "Connecting…", then how long the run has received nothing, before the first text of an answer. */
export function placeholder(view: ViewServices, run: Run): TemplateResult {
  const time = clock(view.state.now - run.startedAt);
  const words = run.chatId ? fill(text.waiting, { time }) : text.connecting;
  return html`<div class="waiting">
    <span class="spinner" aria-hidden="true"></span>
    <span>${words}</span>
  </div>`;
}

const dayMs = 86_400_000;

/** Whether the wait that the service asked for is not over yet. */
export function isAskedToWait(run: Run, now: number): boolean {
  return (askedWaitUntil(run) ?? 0) > now;
}

/** Whether anything in the conversation depends on the clock: an open run, or a wait after the newest one. */
export function needsClock(conversation: Conversation, now: number): boolean {
  if (openRun(conversation)) return true;
  const turn = lastTurn(conversation);
  const run = turn && lastRun(turn);
  return run !== undefined && isAskedToWait(run, now);
}

/** How long the service asks to wait. A timer, which screen readers do not announce every second. */
export function askedWait(view: ViewServices, run: Run): unknown {
  const leftMs = (askedWaitUntil(run) ?? 0) - view.state.now;
  if (leftMs <= 0) return nothing;
  // Rounded up, like the wait before an automatic retry: 00:00 means it is over.
  const time = clock(Math.ceil(leftMs / 1000) * 1000);
  return html`<p class="note" role="timer">
    ${leftMs > dayMs ? text.askedWaitLong : fill(text.askedWait, { time })}
  </p>`;
}

/** Minimum duration of a silence that is shown, in milliseconds. */
const shownSilenceMs = 3_000;

/** Number of whole seconds for which an open run has received nothing; 0 while too short to be shown. */
export function silentSeconds(view: ViewServices, run: Run): number {
  const silentMs = run.outcome ? 0 : view.state.now - Math.max(view.state.lastDataAt, run.startedAt);
  return silentMs < shownSilenceMs ? 0 : Math.floor(silentMs / 1000);
}

/** A silence, or the wait before a retry. Timers, which screen readers do not announce every second. */
export function waitNotices(view: ViewServices, run: Run): unknown {
  if (run.retry) {
    const seconds = Math.max(0, Math.ceil((run.retry.until - view.state.now) / 1000));
    const { attempt } = run.retry;
    const words =
      seconds > 0
        ? fill(text.retrying, { seconds, attempt, reason: errorWords(view, run.retry.error).message })
        : fill(text.retryingNow, { attempt });
    return html`<p class="note">
      ${words}
      <vscode-button
        appearance="secondary"
        title=${stopHint(view)}
        @click=${() => view.actions.post({ type: 'stop' })}
      >
        ${text.stop}
      </vscode-button>
    </p>`;
  }
  if (run.silentSince === undefined) {
    const seconds = silentSeconds(view, run);
    return seconds === 0
      ? nothing
      : html`<p class="note" role="timer">${fill(text.noData, { seconds: number(seconds) })}</p>`;
  }
  return html`<p class="note">${fill(text.silent, { time: clock(view.state.now - run.silentSince) })}</p>`;
}
