import type { ChatSession } from '../../chat/chatSession';
import type { ViewContext } from '../../shared/protocol';
import type { Workflow } from '../../shared/workflow';
import type { Settings } from '../settings';
import type { TokenStore } from '../account/tokenStore';
import type { WorkflowCatalog } from '../workflows/workflowCatalog';

export interface ViewContextDeps {
  readonly catalog: WorkflowCatalog;
  readonly tokens: TokenStore;
  readonly settings: Settings;
  /** Why conversations are not being saved; `undefined` while all is well. */
  readonly historyProblem: () => string | undefined;
}

/** Services that are known to take likes. A server of one's own has no such end point. */
const feedbackHosts: ReadonlySet<string> = new Set(['api.coze.cn', 'api.coze.com']);

/** Puts together what a view must know besides its conversation. The token itself is never part of it. */
export async function viewContext(
  session: ChatSession | undefined,
  deps: ViewContextDeps,
): Promise<ViewContext> {
  const { catalog, tokens, settings } = deps;
  const { selected } = catalog;
  const ownKey = session?.conversation.workflow?.key;
  const workflow = (ownKey === undefined ? undefined : catalog.byKey(ownKey)) ?? selected;
  const problem = deps.historyProblem();
  return {
    workflows: catalog.all.map((each) => ({
      key: each.key,
      name: each.name,
      host: isDemo(each) ? '' : hostOf(each),
      isDemo: isDemo(each),
    })),
    ...(selected && { selectedWorkflow: selected.key }),
    token: !workflow ? 'missing' : isDemo(workflow) ? 'notNeeded' : await tokens.stateFor(originOf(workflow)),
    enterBehavior: settings.enterBehavior,
    ...(problem !== undefined && { historyProblem: problem }),
    canGiveFeedback: workflow !== undefined && (isDemo(workflow) || feedbackHosts.has(hostOf(workflow))),
  };
}

export function isDemo(workflow: Workflow): boolean {
  return workflow.source === 'demo';
}

/** The origin whose token the workflow is called with. */
export function originOf(workflow: Workflow): string {
  return new URL(workflow.baseUrl).origin;
}

export function hostOf(workflow: Workflow): string {
  return new URL(workflow.baseUrl).host;
}
