import type { ChatSession } from '../../chat/chatSession';
import { cloudByApiHost } from '../../shared/clouds';
import type { ViewContext } from '../../shared/protocol';
import { hostOfWorkflow, isDemo, originOfWorkflow, type Workflow } from '../../shared/workflow';
import type { Services } from '../services';

export type ViewContextDeps = Pick<Services, 'catalog' | 'tokens' | 'settings' | 'store'>;

/** Collects what the view needs besides the conversation. Never contains a token. */
export async function viewContext(
  session: ChatSession | undefined,
  deps: ViewContextDeps,
): Promise<ViewContext> {
  const { catalog, tokens, settings, store } = deps;
  const { selected } = catalog;
  const ownKey = session?.conversation.workflow?.key;
  const workflow = (ownKey === undefined ? undefined : catalog.byKey(ownKey)) ?? selected;
  const { problem } = store;
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
    canGiveFeedback: workflow !== undefined && takesFeedback(workflow),
  };
}

/** Whether the service has an endpoint for feedback. A self-hosted server has none. */
function takesFeedback(workflow: Workflow): boolean {
  return isDemo(workflow) || cloudByApiHost(hostOfWorkflow(workflow)) !== undefined;
}
