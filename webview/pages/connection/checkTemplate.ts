import { html, nothing, type TemplateResult } from 'lit-html';
import type {
  ConnectionReport,
  ConnectionStep,
  PermissionFact,
} from '../../../src/shared/pages/connectionReport';
import type { ConnectionView } from './connectionView';
import { dateText, errorWords, fill, sentences, text } from './words';

/** The test: its conclusion, and each call with its answer as it arrives. Announced to screen readers. */
export function checkSection({ state, act }: ConnectionView): TemplateResult {
  const { report, isChecking, host } = state;
  return html`<section class="check" aria-labelledby="check">
    <h2 id="check">${text.check}</h2>
    <div aria-live="polite">
      ${isChecking ? html`<p>${fill(text.testing, { host })}</p>` : conclusion(report, act)}
      ${report && report.steps.length > 0 ? steps(report) : nothing}
    </div>
  </section>`;
}

function conclusion(report: ConnectionReport | undefined, act: ConnectionView['act']): TemplateResult {
  if (!report) return html`<p>${text.neverTested}</p>`;
  const { verdict, host, otherHost } = report;
  const tone = verdict === 'works' ? 'good' : verdict === 'cannotTell' ? '' : 'bad';
  const more = [
    ...(otherHost === undefined ? [] : [fill(text.otherHost, { host: otherHost })]),
    ...(otherHost !== undefined && verdict === 'cannotTell' ? [text.callsThere] : []),
  ];
  return html`<p class=${tone}>
      <strong>${fill(text.verdicts[verdict], { host })}</strong>${more.map((words) => sentences(['', words]))}
    </p>
    ${remedies(report, act)}
    <p class="note">
      ${fill(text.testedAt, { date: dateText(report.checkedAt), count: report.steps.length })}
    </p>`;
}

function remedies({ verdict, otherHost }: ConnectionReport, act: ConnectionView['act']): unknown {
  const isMissing = verdict === 'noToken' || verdict === 'tokenRefused';
  if (!isMissing && otherHost === undefined) return nothing;
  const other = verdict === 'cannotTell' ? 'tryOtherCloud' : 'useOtherCloud';
  return html`<div class="buttons">
    ${
      isMissing
        ? html`<button class="secondary" @click=${() => act('setToken')}>${text.setToken}</button>`
        : nothing
    }
    ${
      otherHost === undefined
        ? nothing
        : html`<button class="secondary" @click=${() => act(other)}>
            ${fill(text[other], { host: otherHost })}
          </button>`
    }
  </div>`;
}

function steps({ steps: made }: ConnectionReport): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${text.call}</th>
        <th scope="col">${text.answer}</th>
      </tr>
    </thead>
    <tbody>
      ${made.map(
        (step) =>
          html`<tr data-result=${step.result}>
            <th scope="row">${text.calls[step.call]}</th>
            <td>${stepWords(step)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Answers that are explained by the permission or the kind of the server, not by the cause of the error. */
const explained: ReadonlySet<ConnectionStep['result']> = new Set(['notPermitted', 'notOnServer']);

function stepWords({ result, error }: ConnectionStep): TemplateResult {
  const words = error && errorWords(error);
  const permission = error?.params?.['permission'];
  return html`${text.results[result]} ${permission ? html`<code>${permission}</code>` : nothing}
  ${words && !explained.has(result) ? html`<br />${sentences([words.message, words.remedy])}` : nothing}
  ${words?.details ? html`<br /><span class="note">${words.details}</span>` : nothing}`;
}

/** What the token may do, as far as the test has shown. */
export function permissionSection({ state }: ConnectionView): TemplateResult {
  const permissions = state.report?.permissions ?? [];
  return html`<section>
    <h2>${text.permissions}</h2>
    ${permissions.length === 0 ? html`<p>${text.unknown.notAsked}</p>` : permissionTable(permissions)}
  </section>`;
}

function permissionTable(permissions: readonly PermissionFact[]): TemplateResult {
  return html`<table aria-label=${text.permissions}>
    <thead>
      <tr>
        <th scope="col">${text.permission}</th>
        <th scope="col">${text.state}</th>
      </tr>
    </thead>
    <tbody>
      ${permissions.map(
        ({ name, state }) =>
          html`<tr data-state=${state}>
            <th scope="row"><code>${name}</code></th>
            <td>${text.permissionStates[state]}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
