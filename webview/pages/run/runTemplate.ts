import { html, nothing, type TemplateResult } from 'lit-html';
import type { RunAct, RunPageState } from '../../../src/shared/runPage';
import type { PageView } from '../page';
import { factSection, figureSection } from './facts';
import { idSection } from './ids';
import { outcomeSection } from './outcome';
import { requestSection } from './requests';
import { timelineSection } from './timeline';
import { text } from './words';

export type RunView = PageView<RunPageState, RunAct>;

/** The page "Run". `events` is the section with the events of the run. */
export function runTemplate(view: RunView, events: Node): TemplateResult {
  const { run } = view.state;
  if (!run) {
    return html`<h1>${text.title}</h1>
      <p>${text.gone}</p>`;
  }
  return html`<header>
      <h1>${text.title}</h1>
      <div class="buttons">
        ${run.hasDebugPage ? button(view, { type: 'openDebugPage' }, text.openDebugPage) : nothing}
        ${button(view, { type: 'showRawEvents' }, text.showRawEvents)}
        <span class="done" role="status">${view.done ? text.copied : ''}</span>
      </div>
    </header>
    ${outcomeSection(run)} ${figureSection(run)} ${timelineSection(run)} ${events}
    <div class="columns">${factSection(run)} ${idSection(run, view.act)}</div>
    ${requestSection(run, view.act)}`;
}

function button({ act }: RunView, wanted: RunAct, words: string): TemplateResult {
  return html`<button class="secondary" @click=${() => act(wanted)}>${words}</button>`;
}
