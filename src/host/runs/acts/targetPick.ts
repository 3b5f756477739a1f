import { l10n, type QuickPickItem } from 'vscode';
import { hostOfWorkflow, isDemo, type Workflow } from '../../../shared/workflow';
import { foreignLabel } from '../../foreignText';
import { prompts } from '../../prompts/prompts';
import type { RunActionDeps } from '../runActionDeps';
import { ensureConsent } from '../../consent/workflowConsent';

/** Lets the user choose a profile, then a version of its workflow; `undefined` if a list is closed. */
export async function pickTarget(deps: RunActionDeps): Promise<Workflow | undefined> {
  const title = l10n.t('Run again on…');
  const items = deps.catalog.all.map((workflow): QuickPickItem & { readonly workflow: Workflow } => ({
    label: foreignLabel(workflow.name),
    description: isDemo(workflow) ? l10n.t('on this computer') : hostOfWorkflow(workflow),
    detail: workflow.workflowId,
    workflow,
  }));
  const picked = await prompts.showQuickPick(items, { title, matchOnDescription: true, matchOnDetail: true });
  if (!picked || isDemo(picked.workflow)) return picked?.workflow;
  return pickVersionOf(picked.workflow, title, deps);
}

/** One request for the list of versions, if the user asks for it. */
async function pickVersionOf(
  workflow: Workflow,
  title: string,
  { api, consents, guard }: RunActionDeps,
): Promise<Workflow | undefined> {
  const own = {
    label: l10n.t('Version of the profile'),
    description: workflow.workflowVersion ?? l10n.t('Latest published version'),
  };
  const other = { label: l10n.t('Other version…') };
  const picked = await prompts.showQuickPick([own, other], { title });
  if (picked !== other) return picked && workflow;
  if (!(await ensureConsent(workflow, consents))) return undefined;
  const { pickVersion, withVersion } = await import('../../../onDemand/profiles');
  let chosen: Workflow | undefined;
  const run = (label: string, act: () => Promise<void>) => void guard.run(label, act);
  await pickVersion(workflow, { api, prompts, run }, (version) => {
    chosen = withVersion(workflow, version);
    return Promise.resolve();
  });
  return chosen;
}
