import { html, nothing, type TemplateResult } from 'lit-html';
import { totalTokens } from '../../../src/shared/usage';
import {
  dayPattern,
  usagePeriods,
  type UsageAct,
  type UsageFacts,
} from '../../../src/shared/pages/usagePage';
import type { PageView } from '../page';
import type { FactRow } from '../parts/factTable';
import { figureList } from '../parts/figureList';
import { chartSection } from './chart';
import { tableSection } from './tables';
import { fill, numberText, sentences, text } from './words';

export type UsageView = PageView<UsageFacts, UsageAct>;

/** The page "Usage". */
export function usageTemplate(view: UsageView): TemplateResult {
  const { state, done } = view;
  return html`<header>
      <h1>${text.title}</h1>
      <div class="buttons">
        <button @click=${() => view.act({ type: 'exportCsv' })}>${text.exportCsv}</button>
        ${button(view, 'setBudget', text.setBudget)} ${button(view, 'reset', text.reset)}
        <span class="done" role="status">${done?.type === 'exportCsv' ? text.exported : ''}</span>
      </div>
    </header>
    ${periodSection(view)} ${figures(state)} ${budget(view)}
    ${state.hasUsage ? chartSection(state) : html`<p class="empty">${text.empty}</p>`}
    <div class="hints">
      <p>${fill(text.callsHint, { calls: numberText(state.allCalls) })}</p>
      <p class="note">${text.callsNotCounted}</p>
      ${state.demo.runs === 0 ? nothing : html`<p class="note">${demoText(state)}</p>`}
    </div>
    ${tableSection(state)}`;
}

function periodSection({ state, act }: UsageView): TemplateResult {
  const choose = (event: Event): void => {
    const chosen = usagePeriods.find((period) => period === (event.target as HTMLSelectElement).value);
    if (chosen === undefined) return;
    if (chosen === 'custom') act({ type: 'showDays', from: state.from, to: state.to });
    else act({ type: 'showPeriod', period: chosen });
  };
  const change = (name: 'from' | 'to') => (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    if (!dayPattern.test(value)) return;
    act({ type: 'showDays', from: state.from, to: state.to, [name]: value });
  };
  return html`<div class="period">
    <label
      >${text.period}
      <select @change=${choose}>
        ${usagePeriods.map(
          (period) =>
            html`<option value=${period} .selected=${period === state.period}>
              ${text.periods[period]}
            </option>`,
        )}
      </select></label
    >
    <label>${text.from} <input type="date" .value=${state.from} @change=${change('from')} /></label>
    <label>${text.to} <input type="date" .value=${state.to} @change=${change('to')} /></label>
  </div>`;
}

function figures({ todaySum, sum, period }: UsageFacts): TemplateResult {
  const tokens = numberText(totalTokens(sum));
  const rows: readonly FactRow[] = [
    [text.today, numberText(totalTokens(todaySum))],
    [`${text.tokens} · ${text.periods[period]}`, tokens],
    [`${text.runs} · ${text.periods[period]}`, numberText(sum.runs)],
    [`${text.calls} · ${text.periods[period]}`, numberText(sum.calls)],
  ];
  return figureList(rows, text.figures);
}

function budget(view: UsageView): TemplateResult | typeof nothing {
  const facts = view.state.budget;
  if (!facts) return nothing;
  const { limit, used, isAsking } = facts;
  const percent = Math.floor((used * 100) / limit);
  const words = { used: numberText(used), limit: numberText(limit), percent: numberText(percent) };
  return html`<section class="budget">
    <p>${sentences([fill(text.budget, words), ...(isAsking ? [text.budgetAsks] : [])])}</p>
    <progress max=${limit} .value=${Math.min(used, limit)} aria-label=${text.budgetName}></progress>
    ${isAsking ? button(view, 'stopAsking', text.stopAsking) : button(view, 'ask', text.ask)}
  </section>`;
}

function demoText({ demo }: UsageFacts): string {
  return fill(text.demo, { runs: numberText(demo.runs), tokens: numberText(totalTokens(demo)) });
}

function button(
  { act }: UsageView,
  type: 'setBudget' | 'reset' | 'ask' | 'stopAsking',
  words: string,
): TemplateResult {
  return html`<button class="secondary" @click=${() => act({ type })}>${words}</button>`;
}
