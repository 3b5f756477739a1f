import { findRun, type Conversation } from '../../shared/conversation/conversation';
import { isTrustedDebugUrl } from '../../shared/urls/urls';
import { isDemoRef, type Workflow } from '../../shared/workflow';
import type { Consents } from '../consent/consents';

export interface DebugPageDeps {
  readonly catalog: { readonly byKey: (key: string) => Workflow | undefined };
  readonly consents: Pick<Consents, 'has'>;
}

/** Whether a run has a debug page, and whether its URL may be opened. */
export type DebugPage = { readonly url: string; readonly mayOpen: boolean } | undefined;

/**
 * The debug page of a run. Its host must be Coze's, or that of the base URL in the settings: the origin in the conversation
 * may come from an imported file. A base URL of the workspace counts once the user has agreed to that workflow.
 */
export function debugPageOf(
  conversation: Conversation | undefined,
  runId: string,
  { catalog, consents }: DebugPageDeps,
): DebugPage {
  const url = conversation && findRun(conversation, runId)?.run.debugUrl;
  if (url === undefined || isDemoRef(conversation?.workflow)) return undefined;
  const workflow = catalog.byKey(conversation?.workflow?.key ?? '');
  const ownBaseUrl = workflow && consents.has(workflow) ? workflow.baseUrl : '';
  return { url, mayOpen: isTrustedDebugUrl(url, ownBaseUrl) };
}
