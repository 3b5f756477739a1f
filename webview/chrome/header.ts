import { html, nothing, type TemplateResult } from 'lit-html';
import { tokenButtons, workflowOf } from './emptyState';
import { hiddenTurns } from './hiddenTurns';
import { icon } from '../ui/icons';
import type { ViewServices } from '../state/viewServices';
import { fill, text } from '../words/text';

/** The name of the workflow, and the service it runs on. The commands for other conversations are in the title bar of VS Code. */
export function header(view: ViewServices): TemplateResult {
  const { conversation } = view.state;
  const { service } = view.state.context;
  const connection = fill(text.connection, { service: service ?? '' });
  const name = conversation.workflow?.name ?? workflowOf(view)?.name;
  return html`<header>
    <h1 class="hidden">${text.chat}</h1>
    ${
      name
        ? html`<button
            class="workflow"
            title=${text.chooseWorkflow}
            aria-label=${fill(text.workflowButton, { workflow: name })}
            @click=${() => view.actions.post({ type: 'selectWorkflow' })}
          >
            <span dir="auto">${name}</span>${icon('chevron')}
          </button>`
        : nothing
    }
    ${
      service
        ? html`<button
            class="workflow service"
            title=${connection}
            aria-label=${connection}
            @click=${() => view.actions.post({ type: 'showConnection' })}
          >
            <span dir="auto">${service}</span>
          </button>`
        : nothing
    }
  </header>`;
}

/** Notices about the whole conversation. */
export function banners(view: ViewServices): unknown {
  const { context, conversation } = view.state;
  const { historyProblem } = context;
  const workflow = workflowOf(view);
  const isTokenMissing =
    conversation.turns.length > 0 &&
    context.token === 'missing' &&
    workflow !== undefined &&
    !workflow.isDemo &&
    !conversation.replayOf;
  return html`${
    historyProblem === undefined
      ? nothing
      : html`<div class="banner" role="status">${fill(text.historyProblem, { reason: historyProblem })}</div>`
  }
  ${
    isTokenMissing
      ? html`<div class="banner" role="status">
          <span>${fill(text.tokenBanner, { host: workflow.host })}</span>
          ${tokenButtons(view)}
        </div>`
      : nothing
  }
  ${hiddenTurns(view)}
  ${
    conversation.forkedFrom
      ? html`<p class="note forked">
          ${fill(conversation.forkedFrom.turns === 0 ? text.forkedAtStart : text.forkedFrom, { title: conversation.forkedFrom.title })}
        </p>`
      : nothing
  }
  ${conversation.replayOf ? html`<p class="note forked" role="note">${text.replay}</p>` : nothing}`;
}
