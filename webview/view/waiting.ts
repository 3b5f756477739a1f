import { html, nothing, type TemplateResult } from 'lit-html';
import type { Run } from '../../src/shared/conversation';
import { errorSummary } from './errorWords';
import type { Stage } from './stage';
import { clock, fill, text } from './text';

/** "Connecting…", then for how long nothing has come, before the first word of an answer. */
export function placeholder(stage: Stage, run: Run): TemplateResult {
  const time = clock(stage.now - run.startedAt);
  const words = run.chatId ? fill(text.waiting, { time }) : text.connecting;
  return html`<div class="waiting">
    <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>
    <span>${words}</span>
  </div>`;
}

/** A long silence, or the wait before another try. */
export function waitNotices(stage: Stage, run: Run): unknown {
  if (run.retry) {
    const seconds = Math.max(0, Math.ceil((run.retry.until - stage.now) / 1000));
    const { attempt } = run.retry;
    const words =
      seconds > 0
        ? fill(text.retrying, { seconds, attempt, reason: errorSummary(run.retry.error) })
        : fill(text.retryingNow, { attempt });
    return html`<p class="note">
      ${words}
      <vscode-button
        appearance="secondary"
        title=${text.stopHint}
        @click=${() => stage.post({ type: 'stop' })}
      >
        ${text.stop}
      </vscode-button>
    </p>`;
  }
  if (run.silentSince === undefined) return nothing;
  return html`<p class="note">${fill(text.silent, { time: clock(stage.now - run.silentSince) })}</p>`;
}
