import { html, nothing, type TemplateResult } from 'lit-html';
import type { RunAction } from '../../../src/shared/pages/runPage';
import type { EventGrid } from './eventGrid';
import { factSection, figureSection } from './facts';
import { idSection } from './ids';
import { keptSection } from './kept';
import { messageSection } from './messages';
import { outcomeSection } from './outcome';
import { requestSection } from './requests';
import { timelineSection } from './timeline';
import { text } from './words';
import type { RunView } from './runView';

/** The page "Run". `events` shows the events of the run. */
export function runTemplate(view: RunView, events: EventGrid): TemplateResult {
  const { run } = view.state;
  if (!run) {
    return html`<h1>${text.title}</h1>
      <p>${text.gone}</p>`;
  }
  return html`<header>
      <h1>${text.title}</h1>
      ${toolbar(view)}
    </header>
    ${outcomeSection(run)} ${figureSection(run)} ${timelineSection(run)} ${events.element}
    ${messageSection(
      run,
      (index) => events.reveal(index),
      view.state.hasConversation ? (message) => view.act({ type: 'showInChat', message }) : undefined,
    )}
    <div class="columns">${factSection(run)} ${idSection(run, view.act)}</div>
    ${view.state.asked ? keptSection(view.state.asked, view.act) : nothing} ${requestSection(run, view.act)}`;
}

/** Actions that show or copy what is recorded. They are links, in a row of their own. */
const linkActions: readonly RunAction[] = [
  'showRawEvents',
  'exportRun',
  'copyCurl',
  'copyPython',
  'copyTypeScript',
  'copyGo',
];

/** The actions that the host offers for the run. */
function toolbar({ state, done, act }: RunView): TemplateResult {
  const { actions = [] } = state;
  const button = (action: RunAction, style: string) =>
    html`<button class=${style} @click=${() => act({ type: 'perform', action })}>
      ${text.actions[action]}
    </button>`;
  const links = actions.filter((action) => linkActions.includes(action));
  const others = actions.filter((action) => !links.includes(action));
  return html`<div class="buttons">
      ${others.map((action) => button(action, action === 'openDebugPage' ? '' : 'secondary'))}
    </div>
    <div class="buttons links">
      ${links.map((action) => button(action, 'quiet'))}
      <span class="done" role="status">${done ? text.copied : ''}</span>
    </div>`;
}
