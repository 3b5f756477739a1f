import { html, nothing, type TemplateResult } from 'lit-html';
import type { WorkflowChoice } from '../../src/shared/protocol';
import { emblem } from '../ui/icons';
import { suggestionChips } from '../ui/suggestionChips';
import type { ViewServices } from '../state/viewServices';
import { fill, text } from '../words/text';

/** The view without messages: what is missing, with a button that provides it. */
export function emptyState(view: ViewServices): TemplateResult {
  const { workflows, token } = view.state.context;
  const workflow = workflowOf(view);
  const isSet = workflows.length > 0 && workflow !== undefined;
  if (!isSet) return noWorkflow(view);
  if (token === 'missing' && !workflow.isDemo) return noToken(view, workflow);
  return ready(view, workflow);
}

/** The workflow of the conversation, or else the selected one. */
export function workflowOf(view: ViewServices): WorkflowChoice | undefined {
  const { workflows, selectedWorkflow } = view.state.context;
  const key = view.state.conversation.workflow?.key ?? selectedWorkflow;
  return workflows.find((workflow) => workflow.key === key);
}

function noWorkflow(view: ViewServices): TemplateResult {
  return html`<div class="empty">
    ${emblem()}
    <h2>${text.noWorkflowTitle}</h2>
    <p>${text.noWorkflowText}</p>
    <vscode-button @click=${() => view.actions.post({ type: 'addWorkflow' })}
      >${text.addWorkflow}</vscode-button
    >
    <vscode-button appearance="secondary" @click=${() => view.actions.post({ type: 'tryDemo' })}
      >${text.tryDemo}</vscode-button
    >
  </div>`;
}

function noToken(view: ViewServices, workflow: WorkflowChoice): TemplateResult {
  return html`<div class="empty">
    ${emblem()}
    <h2>${fill(text.noTokenTitle, { workflow: workflow.name })}</h2>
    <p>${fill(text.noTokenText, { host: workflow.host })}</p>
    ${tokenButtons(view)}
    <vscode-button appearance="secondary" @click=${() => view.actions.post({ type: 'tryDemo' })}
      >${text.tryDemo}</vscode-button
    >
  </div>`;
}

/** The ways to get access to the service. */
export function tokenButtons(view: ViewServices): TemplateResult {
  return html`<vscode-button @click=${() => view.actions.post({ type: 'setToken' })}
      >${text['remedy.setToken']}</vscode-button
    >
    ${
      view.state.context.canSignIn
        ? html`<vscode-button appearance="secondary" @click=${() => view.actions.post({ type: 'signIn' })}
            >${text['remedy.signIn']}</vscode-button
          >`
        : nothing
    }`;
}

function ready(view: ViewServices, workflow: WorkflowChoice): TemplateResult {
  const suggestions = [text.suggestMarkdown, text.suggestAsk, text.suggestCard, text.suggestTool];
  return html`<div class="empty">
    ${emblem()}
    <h2>${fill(text.readyTitle, { workflow: workflow.name })}</h2>
    <p>${workflow.isDemo ? text.readyDemo : fill(text.readyText, { host: workflow.host })}</p>
    ${workflow.isDemo ? suggestionChips(view, text.suggestions, suggestions) : nothing}
  </div>`;
}
