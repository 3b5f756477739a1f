import { l10n, type Memento } from 'vscode';
import { hostOfWorkflow, type Workflow } from '../../shared/workflow';
import { consentKey, furtherSettings } from './consentKey';
import { prompts } from '../prompts';

const agreedKey = 'coze.agreedWorkflows';

/**
 * Asks before the first run of a workflow that the workspace brought: whoever wrote that file would read what is sent.
 * The answer is remembered for exactly this entry: another id, host, version or parameter asks again.
 */
export class WorkflowConsent {
  constructor(private readonly memento: Memento) {}

  /** True where the workflow may be run. Workflows of the user and the demo need no question. */
  async ensure(workflow: Workflow): Promise<boolean> {
    if (workflow.source !== 'workspace') return true;
    const key = consentKey(workflow);
    if (this.agreed.includes(key)) return true;
    const run = l10n.t('Use this workflow');
    const choice = await prompts.showWarningMessage(
      l10n.t('This workspace wants to use its own workflow for the chat.'),
      {
        modal: true,
        detail: detailOf(workflow),
      },
      run,
    );
    if (choice !== run) return false;
    await this.memento.update(agreedKey, [...this.agreed, key]);
    return true;
  }

  private get agreed(): readonly string[] {
    return this.memento.get<readonly string[]>(agreedKey, []);
  }
}

function detailOf(workflow: Workflow): string {
  const owner = l10n.t(
    'Workflow {id} on {host}. Everything you send, including code, goes to the owner of this workflow.',
    { id: workflow.workflowId, host: hostOfWorkflow(workflow) },
  );
  const fields = Object.keys(furtherSettings(workflow)).join(', ');
  return fields === '' ? owner : `${owner}\n\n${l10n.t('The workspace also sets: {fields}.', { fields })}`;
}
