import { env, l10n } from 'vscode';
import type { ProjectSummary, WorkflowSummary, Workspace } from '../../../coze/cozeApi';
import type { ErrorInfo } from '../../../shared/errorInfo';
import { cloudByApiHost, otherApiHost } from '../../../shared/urls/clouds';
import { hostOf } from '../../../shared/urls/urls';
import { foreignLabel, foreignText } from '../../foreignText';
import { dateText } from '../../itemText';
import type { AddWorkflowDeps, Found } from './addWorkflowDeps';
import type { ChoiceRow, Words } from './choicePrompts';
import { PagedList } from '../pagedList';
import { pickFromPages, type PagedPickOptions } from './pagedPick';
import type { Next, Step } from './steps';

/** The service's largest page (docs/coze-protocol.md, 6.1). */
const chatflowsPerPage = 30;

/** Pages of apps that are loaded for their names, at most. */
const appPages = 5;

/** What the lists use of the sequence: the steps that follow them, and its rows and texts. */
interface AddFlow {
  readonly deps: AddWorkflowDeps;
  addListed(found: Found, workflow: WorkflowSummary, isDraft: boolean): Promise<Next>;
  askOwner(found: Found, why: Words): Promise<Next>;
  idStep(found: Found, field: 'appId' | 'botId'): Step;
  restartAt(found: Found, baseUrl: string): Promise<Next>;
  save(found: Found): Promise<Next>;
  withoutLists(found: Found, words: Words): Promise<Next>;
  failureRows(found: Found, info: ErrorInfo, retry: Next): Promise<readonly ChoiceRow[]>;
  publishHelpRow(baseUrl: string): ChoiceRow;
  wordsOf(info: ErrorInfo): Promise<Words>;
}

/** Chooses one of the account's workspaces; skipped if there is only one. `then` follows. */
export function workspacesStep(flow: AddFlow, found: Found, then: (found: Found) => Step): Step {
  const { baseUrl } = found;
  const list = new PagedList((signal) => flow.deps.api.workspaces({ baseUrl }, signal));
  const follow = (workspace: Workspace) => () =>
    Promise.resolve({ step: then({ ...found, workspaceId: workspace.id }) });
  return listStep(flow, found, {
    title: l10n.t('Add workflow: workspace'),
    placeholder: l10n.t('In which workspace is the chatflow?'),
    list,
    rowsOf: (workspaces) =>
      workspaces.map((workspace) => ({
        label: `$(organization) ${foreignLabel(workspace.name)}`,
        description: workspace.type === 'personal' ? l10n.t('personal') : '',
        choose: follow(workspace),
      })),
    emptyText: l10n.t('The account has no workspace that this token can access.'),
    onlyValue: follow,
    furtherRows: otherCloudRows(flow, found),
    unavailable: (words) => flow.withoutLists(found, words),
  });
}

function otherCloudRows(flow: AddFlow, found: Found): readonly ChoiceRow[] {
  const host = hostOf(found.baseUrl);
  const other = cloudByApiHost(host) && otherApiHost(host);
  if (other === undefined) return [];
  return [
    {
      label: `$(globe) ${l10n.t('Use {host} instead', { host: other })}`,
      alwaysShow: true,
      choose: () => flow.restartAt(found, `https://${other}`),
    },
  ];
}

/** Chooses one of the chatflows of the workspace, or of an app in it: the published ones first, drafts on request. */
export function chatflowsStep(flow: AddFlow, found: Found, isDraft = false): Step {
  const { api } = flow.deps;
  const { baseUrl, workspaceId = '', appId } = found;
  const list = new PagedList(
    (signal) =>
      api.workflows(
        { baseUrl },
        {
          workspaceId,
          mode: 'chatflow',
          publishStatus: isDraft ? 'unpublished_draft' : 'published_online',
          ...(appId !== undefined && { appId }),
        },
        signal,
      ),
    chatflowsPerPage,
  );
  const apps = new AppNames(flow, found);
  const rowOf = (workflow: WorkflowSummary): ChoiceRow => ({
    label: foreignLabel(workflow.name),
    description: [
      workflow.appId === undefined
        ? l10n.t('library')
        : l10n.t('app {name}', { name: apps.nameOf(workflow.appId) }),
      isDraft ? l10n.t('draft') : l10n.t('published'),
    ].join(' · '),
    detail: [workflow.id, dateText((workflow.updatedAt ?? 0) * 1_000, env.language)]
      .filter(Boolean)
      .join(' · '),
    choose: () => flow.addListed(found, workflow, isDraft),
  });
  const drafts: ChoiceRow = {
    label: `$(edit) ${l10n.t('Show drafts, which are not published…')}`,
    alwaysShow: true,
    choose: () => Promise.resolve({ step: chatflowsStep(flow, found, true) }),
  };
  return listStep(flow, found, {
    title: isDraft ? l10n.t('Add workflow: draft') : l10n.t('Add workflow: chatflow'),
    placeholder: l10n.t('Type to filter by name, app or ID'),
    list,
    rowsOf: (workflows) => newestFirst(workflows).map(rowOf),
    emptyText: isDraft
      ? l10n.t('There is no draft of a chatflow here.')
      : l10n.t('No chatflow is published here. Publish it to the API channel on Coze.'),
    furtherRows: isDraft ? [flow.publishHelpRow(baseUrl)] : [drafts, flow.publishHelpRow(baseUrl)],
    onLoad: (workflows, update, signal) => {
      if (appId === undefined) apps.load(workflows, update, signal);
    },
    unavailable: (words) => flow.withoutLists(found, words),
  });
}

/** Chooses the agent in which a library chatflow runs. Only agents that are published to the API channel are listed. */
export function agentsStep(flow: AddFlow, found: Found): Step {
  const { api } = flow.deps;
  const { baseUrl, workspaceId = '' } = found;
  const list = new PagedList((signal) =>
    api.bots({ baseUrl }, { workspaceId, publishStatus: 'published_online' }, signal),
  );
  const rowOf = (agent: ProjectSummary): ChoiceRow => ({
    label: `$(hubot) ${foreignLabel(agent.name)}`,
    description: agent.id,
    ...(agent.description !== undefined && { detail: foreignLabel(agent.description) }),
    choose: () => flow.save({ ...found, botId: agent.id }),
  });
  return listStep(flow, found, {
    title: l10n.t('Add workflow: agent'),
    placeholder: l10n.t('The chatflow is in the library: in which agent does it run?'),
    list,
    rowsOf: (agents) => newestFirst(agents).map(rowOf),
    emptyText: l10n.t('No agent is published to the API channel here.'),
    furtherRows: [
      {
        label: `$(library) ${l10n.t('Without an agent')}`,
        description: l10n.t('Most chatflows need an app or an agent'),
        alwaysShow: true,
        choose: () => flow.save(found),
      },
      {
        label: `$(pencil) ${l10n.t('Enter the ID of an agent…')}`,
        alwaysShow: true,
        choose: () => Promise.resolve({ step: flow.idStep(found, 'botId') }),
      },
      flow.publishHelpRow(baseUrl),
    ],
    unavailable: (words) => flow.askOwner(found, words),
  });
}

type Choose = () => Promise<Next>;

type ListTexts<T> = Pick<
  PagedPickOptions<T, Choose>,
  'title' | 'placeholder' | 'list' | 'emptyText' | 'onLoad'
> & {
  readonly rowsOf: (entries: readonly T[]) => readonly ChoiceRow[];
  readonly furtherRows: readonly ChoiceRow[];
  readonly onlyValue?: (entry: T) => Choose;
  /** What follows where the server has no such list. */
  readonly unavailable: (words: Words) => Promise<Next>;
};

function listStep<T>(flow: AddFlow, found: Found, options: ListTexts<T>): Step {
  return async (number) => {
    const end = await pickFromPages<T, Choose>({
      ...options,
      showStep: flow.deps.showStep,
      number,
      rowsOf: (entries) => options.rowsOf(entries).map(withValue),
      furtherRows: options.furtherRows.map(withValue),
      onFailure: async (error) => {
        const info = flow.deps.explain(error);
        if (info.reason === 'endpointMissing') {
          const words = await flow.wordsOf(info);
          return { value: () => options.unavailable(words) };
        }
        const rows = await flow.failureRows(found, info, 'again');
        return { rows: rows.map((row) => withValue({ ...row, alwaysShow: true })) };
      },
    });
    if (typeof end === 'string') return end;
    const next = await end.value.chosen();
    return end.value.isUnasked && typeof next === 'object' ? { ...next, skips: true } : next;
  };
}

function withValue({ choose, ...row }: ChoiceRow) {
  return { ...row, alwaysShow: row.alwaysShow ?? false, ...(choose && { value: choose }) };
}

function newestFirst<T extends { readonly updatedAt?: number }>(entries: readonly T[]): readonly T[] {
  return [...entries].sort((a, b) => (b.updatedAt ?? 0) - (a.updatedAt ?? 0));
}

/** The names of apps, loaded if a listed chatflow is in one. An app without a known name is shown by its ID. */
class AppNames {
  private readonly names = new Map<string, string>();
  private isRequested = false;

  constructor(
    private readonly flow: AddFlow,
    private readonly found: Found,
  ) {}

  nameOf(appId: string): string {
    return this.names.get(appId) ?? appId;
  }

  load(workflows: readonly WorkflowSummary[], update: () => void, signal: AbortSignal): void {
    const wanted = new Set(workflows.flatMap(({ appId }) => appId ?? []));
    if (this.isRequested || wanted.size === 0) return;
    this.isRequested = true;
    void this.request(wanted, signal).then(update, () => undefined);
  }

  private async request(wanted: Set<string>, signal: AbortSignal): Promise<void> {
    const { baseUrl, workspaceId = '' } = this.found;
    let pages = 0;
    for await (const page of this.flow.deps.api.apps(
      { baseUrl },
      { workspaceId, publishStatus: 'all' },
      signal,
    )) {
      for (const { id, name } of page) {
        this.names.set(id, foreignText(name));
        wanted.delete(id);
      }
      if (wanted.size === 0 || ++pages === appPages) return;
    }
  }
}
