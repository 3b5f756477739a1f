import { l10n } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import type { ViewContext } from '../../shared/protocol';
import { hostOfWorkflow, isDemo, isInCloud, originOfWorkflow, type Workflow } from '../../shared/workflow';
import type { Services } from '../services';

export type ViewContextDeps = Pick<
  Services,
  'catalog' | 'tokens' | 'connections' | 'settings' | 'store' | 'inputs'
>;

/** Collects what the view needs besides the conversation. Never contains a token. */
export async function viewContext(
  session: ChatSession | undefined,
  deps: ViewContextDeps,
): Promise<ViewContext> {
  const { catalog, tokens, settings, store } = deps;
  const { selected } = catalog;
  const workflow = catalog.of(session?.conversation);
  const { problem } = store;
  const inputs = workflow && (await deps.inputs.of(workflow));
  return {
    workflows: catalog.all.map((each) => ({
      key: each.key,
      name: each.name,
      host: isDemo(each) ? '' : hostOfWorkflow(each),
      isDemo: isDemo(each),
    })),
    ...(selected && { selectedWorkflow: selected.key }),
    token: !workflow
      ? 'missing'
      : isDemo(workflow)
        ? 'notNeeded'
        : await tokens.stateFor(originOfWorkflow(workflow)),
    enterBehavior: settings.enterBehavior,
    ...(problem !== undefined && { historyProblem: problem }),
    ...(workflow && { service: serviceOf(workflow, deps) }),
    // Only Coze's clouds have endpoints for feedback and for OAuth apps.
    canGiveFeedback:
      workflow !== undefined && !session?.conversation.replayOf && (isDemo(workflow) || isInCloud(workflow)),
    canSignIn: workflow !== undefined && isInCloud(workflow),
    ...(settings.loadsCozeMedia && { loadsCozeMedia: true }),
    ...(inputs && { inputs }),
  };
}

/** The host of the workflow, and the account there if it is known. */
function serviceOf(workflow: Workflow, { connections }: ViewContextDeps): string {
  if (isDemo(workflow)) return l10n.t('this computer');
  const account = connections.accountAt(originOfWorkflow(workflow));
  return [hostOfWorkflow(workflow), ...(account ? [account] : [])].join(' · ');
}
