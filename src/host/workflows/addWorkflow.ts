import { l10n } from 'vscode';
import { usableBaseUrl } from '../../shared/urls';
import { parseCozeUrl, type ParsedCozeUrl } from './cozeUrl';
import type { Services } from '../services';
import { targetKey } from './workflowKey';
import { UserError } from '../guard';
import { prompts } from '../prompts';

type AddWorkflowDeps = Pick<Services, 'catalog' | 'settings'>;

/** Adds a workflow from a pasted URL or ID to the user's settings, and selects it. False if the user cancels. */
export async function addWorkflow(deps: AddWorkflowDeps): Promise<boolean> {
  const found = await askForWorkflow(deps);
  if (!found) return false;
  const owner = await askForOwner(found);
  if (!owner) return false;
  const name = await prompts.showInputBox({
    title: l10n.t('Add workflow: name'),
    prompt: l10n.t('The name shown in the chat.'),
    value: l10n.t('Workflow {id}', { id: found.workflowId.slice(-4) }),
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? l10n.t('The name is empty.') : undefined),
  });
  if (name === undefined) return false;
  const { baseUrl: defaultBaseUrl } = deps.settings;
  const baseUrl = apiOf(deps, found);
  if (baseUrl === undefined) throw new UserError(insecureAddress());
  const key = targetKey({ baseUrl, workflowId: found.workflowId, ...owner });
  if (!deps.catalog.byKey(key)) {
    await deps.settings.addWorkflow({
      name: name.trim(),
      workflowId: found.workflowId,
      ...owner,
      ...(baseUrl !== defaultBaseUrl && { baseUrl }),
    });
  }
  const added = deps.catalog.byKey(key);
  if (added) await deps.catalog.select(added);
  return added !== undefined;
}

/** The base URL for a pasted URL or ID; `undefined` if it is not allowed. */
function apiOf(deps: AddWorkflowDeps, { baseUrl }: ParsedCozeUrl): string | undefined {
  return baseUrl === undefined ? deps.settings.baseUrl : usableBaseUrl(baseUrl);
}

function insecureAddress(): string {
  return l10n.t('The base URL must be https, except for localhost.');
}

async function askForWorkflow(
  deps: AddWorkflowDeps,
): Promise<(ParsedCozeUrl & { readonly workflowId: string }) | undefined> {
  const problem = l10n.t(
    "No workflow ID found. Paste the address of the chatflow's page, or the ID (digits only).",
  );
  const pasted = await prompts.showInputBox({
    title: l10n.t('Add workflow: address or ID'),
    prompt: l10n.t(
      'Open the chatflow on Coze and paste the address of the page. The chatflow must be published.',
    ),
    placeHolder: 'https://www.coze.cn/work_flow?space_id=…&workflow_id=…',
    ignoreFocusOut: true,
    validateInput: (value) => {
      if (value.trim() === '') return undefined;
      const found = parseCozeUrl(value);
      if (found?.workflowId === undefined) return problem;
      return apiOf(deps, found) === undefined ? insecureAddress() : undefined;
    },
  });
  if (pasted === undefined) return undefined;
  const parsed = parseCozeUrl(pasted);
  if (parsed?.workflowId === undefined) throw new UserError(problem);
  return { ...parsed, workflowId: parsed.workflowId };
}

type Owner = { readonly appId?: string; readonly botId?: string };

/** Coze requires the app or agent that a chatflow belongs to. */
async function askForOwner(found: ParsedCozeUrl): Promise<Owner | undefined> {
  if (found.appId) return { appId: found.appId };
  if (found.botId) return { botId: found.botId };
  const app = {
    label: l10n.t('In an app'),
    detail: l10n.t('A chatflow in an app needs the app ID (app_id).'),
    kind: 'app',
  };
  const bot = {
    label: l10n.t('In an agent'),
    detail: l10n.t('The agent must be published to the API channel (bot_id).'),
    kind: 'bot',
  };
  const none = {
    label: l10n.t('Neither: a library chatflow'),
    detail: l10n.t('A library chatflow, without an app or agent.'),
    kind: 'none',
  };
  const picked = await prompts.showQuickPick(
    [app, bot, none].map(({ kind, ...item }) => ({ ...item, owner: kind })),
    { title: l10n.t('Add workflow: where does the chatflow belong?'), ignoreFocusOut: true },
  );
  if (!picked) return undefined;
  if (picked.owner === 'none') return {};
  const id = await prompts.showInputBox({
    title: picked.owner === 'app' ? l10n.t('Add workflow: app ID') : l10n.t('Add workflow: agent ID'),
    prompt:
      picked.owner === 'app'
        ? l10n.t('The number after project-ide/ in the address of the app.')
        : l10n.t('The number after bot/ in the address of the agent.'),
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^[0-9]{1,20}$/.test(value.trim()) ? undefined : l10n.t('IDs contain only digits.'),
  });
  if (id === undefined) return undefined;
  return picked.owner === 'app' ? { appId: id.trim() } : { botId: id.trim() };
}
