import { html, nothing, type TemplateResult } from 'lit-html';
import type { Run, Turn } from '../../src/shared/conversation/conversation';
import type { ErrorInfo, Remedy } from '../../src/shared/errorInfo';
import { repetitionOf } from '../../src/shared/conversation/repeat';
import { aboutService, canHelp } from '../chrome/demo';
import { errorWords } from './errorWords';
import type { ViewServices } from '../state/viewServices';
import { text } from '../words/text';
import { askedWait, isAskedToWait } from './waiting';

/** Why a run failed or was cut off, what to do about it, and the facts that support will ask for. */
export function failure(view: ViewServices, turn: Turn, run: Run, isNewest: boolean): TemplateResult {
  const { error } = run;
  const words = error && errorWords(view, error, hasDebugPage(view, run));
  return html`<div class=${`outcome ${run.outcome === 'cutOff' ? 'warning' : 'error'}`} role="alert">
    <strong>${run.outcome === 'cutOff' ? text.cutOffTitle : text.failedTitle}</strong>
    ${words ? html`<p>${words.message}</p>` : nothing}
    ${words?.remedy ? html`<p>${words.remedy}</p>` : nothing}
    ${error ? facts(view, error, words?.serviceMessage) : nothing}
    ${isNewest ? html`${askedWait(view, run)}${remedies(view, turn, run)}` : nothing}
  </div>`;
}

function hasDebugPage({ state }: ViewServices, run: Run): boolean {
  return !state.conversation.replayOf && run.debugUrl !== undefined && run.isDebugUrlTrusted;
}

function facts(view: ViewServices, error: ErrorInfo, serviceMessage: string | undefined): unknown {
  const { code, status, logId } = error;
  return html`<dl>
      ${fact(text.errorCode, code)} ${fact(text.errorStatus, status)}
      ${fact(
        text.logId,
        logId,
        html`<button class="link" @click=${(event: Event) => view.actions.copy(logId ?? '', event)}>
          ${text.copyLogId}
        </button>`,
      )}
    </dl>
    ${
      serviceMessage
        ? html`<p class="label">${aboutService(view, text.serviceSaid)}</p>
            <blockquote dir="auto">${serviceMessage}</blockquote>`
        : nothing
    }`;
}

function fact(label: string, value: string | number | undefined, act?: TemplateResult): unknown {
  return value === undefined
    ? nothing
    : html`<div>
        <dt>${label}</dt>
        <dd><code>${value}</code> ${act}</dd>
      </div>`;
}

/** Buttons for the remedies of a run. Try again is always one of them. */
export function remedies(view: ViewServices, turn: Turn, run: Run): unknown {
  if (view.state.conversation.replayOf) return nothing;
  const confirm = { kind: 'confirming', id: run.id } as const;
  if (view.state.ui.isOn(confirm)) {
    return html`<div class="confirm" role="group" aria-label=${text.mayHaveArrived}>
      <p>${text.mayHaveArrived}</p>
      <div class="buttons">
        <vscode-button @click=${() => view.actions.post({ type: 'repeatTurn', turnId: turn.id })}
          >${text.sendAgain}</vscode-button
        >
        <vscode-button appearance="secondary" @click=${() => view.state.ui.set(confirm, false)}
          >${text.cancel}</vscode-button
        >
      </div>
    </div>`;
  }
  const others = (run.error?.remedies ?? []).filter(
    (remedy): remedy is Exclude<Remedy, 'tryAgain'> =>
      remedy !== 'tryAgain' &&
      canHelp(view, remedy, run.error) &&
      (remedy !== 'openDebugPage' || hasDebugPage(view, run)),
  );
  // The service may have received the answer; a second one would answer the next question.
  const tryAgain = () => {
    if (repetitionOf(turn)?.mayHaveArrived) {
      view.page.focusAfterRender('.confirm vscode-button');
      view.state.ui.set(confirm, true);
    } else view.actions.post({ type: 'repeatTurn', turnId: turn.id });
  };
  return html`<div class="buttons">
    ${others.map(
      (remedy, index) =>
        html`<vscode-button
          appearance=${index === 0 ? 'primary' : 'secondary'}
          @click=${() => view.actions.post({ type: 'runRemedy', remedy, runId: run.id })}
          >${text[`remedy.${remedy}`]}</vscode-button
        >`,
    )}
    <vscode-button
      appearance=${others.length === 0 ? 'primary' : 'secondary'}
      title=${text.tryAgainHint}
      @click=${tryAgain}
      >${isAskedToWait(run, view.state.now) ? text.tryNow : text.tryAgain}</vscode-button
    >
  </div>`;
}
