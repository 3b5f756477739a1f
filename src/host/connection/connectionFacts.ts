import { workspace } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import { defaultBaseUrl } from '../../shared/urls/clouds';
import type { BaseUrlSource, ConnectionFacts } from '../../shared/pages/connectionPage';
import { serviceKind } from '../../shared/pages/connectionReport';
import { foreignText } from '../../shared/text/foreignText';
import { hostOf, originOf, parseUrl } from '../../shared/urls/urls';
import { isDemo, type Workflow } from '../../shared/workflow';
import type { Services } from '../services';
import { readHttpSettings } from '../settings/httpSettings';
import { networkFacts } from './networkFacts';

export type ConnectionFactsDeps = Pick<
  Services,
  'catalog' | 'settings' | 'tokens' | 'expiry' | 'connections'
>;

/** The service that the page "Connection" is about. */
export interface ConnectionTarget {
  readonly workflow: Workflow | undefined;
  /** Usable base URL; `undefined` if the setting cannot be used. */
  readonly baseUrl: string | undefined;
}

/** The service of a chat: that of its workflow, or else of the selected workflow, or else of `coze.baseUrl`. */
export function connectionTarget(
  session: ChatSession | undefined,
  { catalog, settings }: Pick<Services, 'catalog' | 'settings'>,
): ConnectionTarget {
  const key = session?.conversation.workflow?.key;
  const workflow = (key === undefined ? undefined : catalog.byKey(key)) ?? catalog.selected;
  return { workflow, baseUrl: workflow?.baseUrl ?? settings.baseUrl };
}

/** Collects what is known without a call. Never contains a token. */
export async function connectionFacts(
  { workflow, baseUrl }: ConnectionTarget,
  isChecking: boolean,
  { settings, tokens, expiry, connections }: ConnectionFactsDeps,
): Promise<ConnectionFacts> {
  const isOfDemo = workflow !== undefined && isDemo(workflow);
  const origin = baseUrl === undefined || isOfDemo ? undefined : originOf(baseUrl);
  const report = origin === undefined ? undefined : connections.reportOf(origin);
  const { lastFailure } = connections;
  const account = origin === undefined ? '' : connections.accountAt(origin);
  const tokenExpiresAt = origin === undefined ? undefined : expiry.of(origin);
  return {
    ...(workflow && { workflow: workflowFacts(workflow) }),
    host: isOfDemo ? '' : hostOf(baseUrl),
    kind: isOfDemo ? 'demo' : serviceKind(parseUrl(baseUrl)?.hostname ?? ''),
    baseUrl: isOfDemo ? '' : (baseUrl ?? ''),
    baseUrlSource: baseUrlSource(workflow, settings),
    token: origin === undefined ? 'none' : await tokens.sourceFor(origin),
    ...(tokenExpiresAt !== undefined && { tokenExpiresAt }),
    network: networkFacts(origin ?? '', httpSettings(), process.env),
    ...(account !== '' && { account }),
    ...(report && { report }),
    ...(lastFailure && { lastFailure }),
    isChecking,
  };
}

function workflowFacts(workflow: Workflow): NonNullable<ConnectionFacts['workflow']> {
  const { workflowId, appId, botId, workflowVersion, source } = workflow;
  return {
    name: foreignText(workflow.name),
    workflowId,
    source,
    ...(appId !== undefined && { appId }),
    ...(botId !== undefined && { botId }),
    ...(workflowVersion !== undefined && { version: workflowVersion }),
  };
}

function baseUrlSource(workflow: Workflow | undefined, settings: Services['settings']): BaseUrlSource {
  const own = workflow && settings.ownBaseUrl(workflow.key);
  if (own) return own.source;
  return settings.baseUrl === defaultBaseUrl ? 'default' : 'setting';
}

function httpSettings() {
  const http = workspace.getConfiguration('http');
  return readHttpSettings((key) => http.get(key));
}
