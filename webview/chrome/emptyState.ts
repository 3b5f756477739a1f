import { html, nothing, type TemplateResult } from 'lit-html';
import type { WorkflowChoice } from '../../src/shared/protocol';
import { emblem } from '../ui/icons';
import type { Stage } from '../app/viewServices';
import { fill, text } from '../words/text';

/** What a view without messages says: what is missing, and the button that mends it. */
export function emptyState(stage: Stage): TemplateResult {
  const { workflows, token } = stage.context;
  const workflow = workflowOf(stage);
  const isSet = workflows.length > 0 && workflow !== undefined;
  if (!isSet) return noWorkflow(stage);
  if (token === 'missing' && !workflow.isDemo) return noToken(stage, workflow);
  return ready(stage, workflow);
}

/** The workflow that the conversation uses, or the next one will. */
export function workflowOf(stage: Stage): WorkflowChoice | undefined {
  const { workflows, selectedWorkflow } = stage.context;
  const key = stage.conversation.workflow?.key ?? selectedWorkflow;
  return workflows.find((workflow) => workflow.key === key);
}

function noWorkflow(stage: Stage): TemplateResult {
  return html`<div class="empty">
    ${emblem()}
    <h2>${text.noWorkflowTitle}</h2>
    <p>${text.noWorkflowText}</p>
    <vscode-button @click=${() => stage.post({ type: 'addWorkflow' })}>${text.addWorkflow}</vscode-button>
    <vscode-button appearance="secondary" @click=${() => stage.post({ type: 'tryDemo' })}
      >${text.tryDemo}</vscode-button
    >
  </div>`;
}

function noToken(stage: Stage, workflow: WorkflowChoice): TemplateResult {
  return html`<div class="empty">
    ${emblem()}
    <h2>${fill(text.noTokenTitle, { workflow: workflow.name })}</h2>
    <p>${fill(text.noTokenText, { host: workflow.host })}</p>
    <vscode-button @click=${() => stage.post({ type: 'setToken' })}>${text.setToken}</vscode-button>
    <vscode-button appearance="secondary" @click=${() => stage.post({ type: 'tryDemo' })}
      >${text.tryDemo}</vscode-button
    >
  </div>`;
}

function ready(stage: Stage, workflow: WorkflowChoice): TemplateResult {
  const suggestions = [text.suggestMarkdown, text.suggestAsk, text.suggestCard, text.suggestTool];
  return html`<div class="empty">
    ${emblem()}
    <h2>${fill(text.readyTitle, { workflow: workflow.name })}</h2>
    <p>${workflow.isDemo ? text.readyDemo : fill(text.readyText, { host: workflow.host })}</p>
    ${
      workflow.isDemo
        ? html`<ul class="chips" aria-label=${text.suggestions}>
            ${suggestions.map(
              (suggestion) =>
                html`<li>
                  <vscode-button
                    appearance="secondary"
                    @click=${() => stage.post({ type: 'send', text: suggestion, attachments: [] })}
                    >${suggestion}</vscode-button
                  >
                </li>`,
            )}
          </ul>`
        : nothing
    }
  </div>`;
}
