import { l10n } from 'vscode';
import { hostOfWorkflow, type Workflow } from '../../shared/workflow';
import { foreignText } from '../foreignText';
import { prompts } from '../prompts/prompts';
import { furtherSettings, type Consents } from './consents';
import { displayLanguage } from '../environment';
import { listText } from '../../shared/text/listText';

/**
 * Whether the workflow may be run. Asks before the first run of a workflow from the workspace, because the author of that
 * file can read what is sent. The consent is valid for this entry only: another ID, host, version or parameter asks again.
 */
export async function ensureConsent(workflow: Workflow, consents: Consents): Promise<boolean> {
  if (consents.has(workflow)) return true;
  const run = l10n.t('Use this workflow');
  const choice = await prompts.showWarningMessage(
    l10n.t('This workspace wants to use its own workflow for the chat.'),
    { modal: true, detail: detailOf(workflow) },
    run,
  );
  if (choice !== run) return false;
  await consents.add(workflow);
  return true;
}

function detailOf(workflow: Workflow): string {
  const owner = l10n.t(
    'Workflow “{name}” ({id}) on {host}. Everything you send, including code, goes to the owner of this workflow.',
    { name: foreignText(workflow.name), id: workflow.workflowId, host: hostOfWorkflow(workflow) },
  );
  const fields = listText(Object.keys(furtherSettings(workflow)), displayLanguage());
  return fields === '' ? owner : `${owner}\n\n${l10n.t('The workspace also sets: {fields}.', { fields })}`;
}
