import { l10n } from 'vscode';
import type { ErrorInfo } from '../../shared/errorInfo';
import { closeUp } from '../../shared/text/closeUp';
import { hostOfWorkflow, type Workflow } from '../../shared/workflow';
import { displayLanguage } from '../environment';

/** Why the inputs of a workflow are not known, and the remedy. `true`: the service does not describe them. */
export async function failureText(failure: ErrorInfo | true, workflow: Workflow): Promise<string> {
  const host = hostOfWorkflow(workflow);
  const remedy = l10n.t(
    'Messages can be sent without the form. To get it, declare the inputs as “inputs” of the workflow in the settings.',
  );
  if (failure === true || failure.reason === 'endpointMissing')
    return closeUp(`${l10n.t('{host} does not describe the inputs of this workflow.', { host })} ${remedy}`);
  const { errorInWords } = await import('../../onDemand/content');
  return closeUp(`${errorInWords(failure, displayLanguage())} ${remedy}`);
}
