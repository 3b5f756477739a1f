import { html, nothing, type TemplateResult } from 'lit-html';
import type { ComparedRun, ComparisonState, Spread } from '../../../src/shared/pages/comparisonPage';
import { answerSection } from './answers';
import { dateText, durationText, fill, numberText, text } from './words';
import type { ComparisonView } from './comparisonView';

/** The page "Comparison": the figures of the runs in a table, their spread, and their answers. */
export function comparisonTemplate(view: ComparisonView): TemplateResult {
  const { runs, pending, missing } = view.state;
  return html`<header>
      <h1>${text.title}</h1>
      ${runs.length === 2 ? diffButtons(view) : nothing}
      ${pending > 0 ? html`<span role="status">${pendingText(pending)}</span>` : nothing}
    </header>
    ${missing > 0 ? html`<p>${missingText(missing)}</p>` : nothing}
    ${runs.length > 0 ? runSections(view) : nothing}`;
}

function runSections(view: ComparisonView): TemplateResult {
  return html`<section>
      <h2 id="runs">${text.runs}</h2>
      <div class="scrolled" tabindex="0" role="region" aria-labelledby="runs">${figureTable(view.state)}</div>
    </section>
    ${view.state.runs.length > 2 ? spreadSection(view.state) : nothing} ${answerSection(view)}`;
}

function diffButtons({ act }: ComparisonView): TemplateResult {
  const names = { answer: text.compareAnswers, request: text.compareRequests, events: text.compareEvents };
  return html`<div class="buttons">
    ${(['answer', 'request', 'events'] as const).map(
      (what) =>
        html`<button class="secondary" @click=${() => act({ type: 'diff', what, left: 0, right: 1 })}>
          ${names[what]}
        </button>`,
    )}
  </div>`;
}

const figures: readonly (readonly [string, (run: ComparedRun) => unknown])[] = [
  [text.outcome, ({ outcome }) => text.outcomes[outcome]],
  [text.firstText, ({ firstTextMs }) => time(firstTextMs)],
  [text.duration, ({ durationMs }) => time(durationMs)],
  [text.tokens, ({ tokens }) => (tokens === undefined ? text.unknown : numberText(tokens))],
  [text.questions, ({ questions }) => numberText(questions)],
  [text.workflow, ({ name }) => html`<bdi>${name}</bdi>`],
  [text.host, ({ host }) => host],
  [text.version, ({ version }) => version ?? text.latestVersion],
  [text.startedAt, ({ startedAt }) => (startedAt === 0 ? text.unknown : dateText(startedAt))],
];

/** A column for each run. */
function figureTable({ runs }: ComparisonState): TemplateResult {
  return html`<table aria-label=${text.runs}>
    <thead>
      <tr>
        <th scope="col">${text.figure}</th>
        ${runs.map((_run, index) => html`<th scope="col">${fill(text.run, { number: index + 1 })}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${figures.map(
        ([name, value]) =>
          html`<tr>
            <th scope="row">${name}</th>
            ${runs.map((run) => html`<td>${value(run)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function spreadSection({ firstTextMs, durationMs, tokens }: ComparisonState): TemplateResult {
  const row = (name: string, spread: Spread | undefined, shown: (value: number) => string) =>
    html`<tr>
      <th scope="row">${name}</th>
      ${(['min', 'median', 'max'] as const).map(
        (each) => html`<td>${spread ? shown(spread[each]) : text.unknown}</td>`,
      )}
    </tr>`;
  return html`<section>
    <h2>${text.spread}</h2>
    <table aria-label=${text.spread}>
      <thead>
        <tr>
          <th scope="col">${text.figure}</th>
          <th scope="col">${text.min}</th>
          <th scope="col">${text.median}</th>
          <th scope="col">${text.max}</th>
        </tr>
      </thead>
      <tbody>
        ${row(text.firstText, firstTextMs, durationText)} ${row(text.duration, durationMs, durationText)}
        ${row(text.tokens, tokens, numberText)}
      </tbody>
    </table>
  </section>`;
}

function pendingText(count: number): string {
  return count === 1 ? text.onePending : fill(text.pending, { count });
}

function missingText(count: number): string {
  return count === 1 ? text.oneMissing : fill(text.missing, { count });
}

function time(ms: number | undefined): string {
  return ms === undefined ? text.unknown : durationText(ms);
}
