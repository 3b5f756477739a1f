import { env, l10n, window, type QuickPickItem } from 'vscode';
import type { Workflow } from '../../../shared/workflow';
import { foreignLabel, foreignText } from '../../foreignText';
import { dateText } from '../../itemText';
import type { prompts } from '../../prompts/prompts';
import type { Services } from '../../services';
import { PagedList } from '../pagedList';
import type { ConfiguredWorkflow } from '../../entries/configuredWorkflows';
import type { EntryChanges } from '../entryChanges';

export interface PickVersionDeps extends Pick<Services, 'api'> {
  readonly prompts: Pick<typeof prompts, 'show' | 'close'>;
  /** The error of a request in the display language. */
  readonly explain: (error: unknown) => Promise<string>;
  readonly run: (label: string, act: () => Promise<void>) => void;
}

export interface SetVersionDeps extends PickVersionDeps, Pick<Services, 'consents'> {
  readonly changes: EntryChanges;
  /** Whether the workflow may be called: asks about one of the workspace. */
  readonly consent: (workflow: Workflow) => Promise<boolean>;
}

interface Item extends QuickPickItem {
  /** What the row does: sets a version, sets the latest one, or requests the next page. A message does nothing. */
  readonly act?: { readonly version: string | undefined } | 'more';
}

/** Versions in a page of the service (docs/coze-protocol.md, 6.1). */
const pageSize = 30;

const versionForm = /^v\d+\.\d+\.\d+$/;

/** Lets the user choose the version that an entry sends, and writes it to the entry's settings file. */
export async function setVersion(configured: ConfiguredWorkflow, deps: SetVersionDeps): Promise<void> {
  const { workflow } = configured;
  if (!(await deps.consent(workflow))) return;
  await pickVersion(workflow, deps, async (version) => {
    await deps.changes.writeVersion(configured, version);
    // The user agreed to the entry before the list was requested, and has chosen the version.
    await deps.consents.add(withVersion(workflow, version));
  });
}

/**
 * Lets the user choose a version, and passes it to `choose`; the latest one is `undefined`. One request for each page of
 * versions, when the user asks for it. A version can be typed as well. The workflow may be called.
 */
export async function pickVersion(
  workflow: Workflow,
  deps: PickVersionDeps,
  choose: (version: string | undefined) => Promise<void>,
): Promise<void> {
  const pick = window.createQuickPick<Item>();
  const list = new PagedList(
    (signal) => deps.api.versions({ baseUrl: workflow.baseUrl }, workflow.workflowId, signal),
    pageSize,
  );
  let isClosed = false;
  let versions: readonly Item[] = [];
  let last: Item | undefined;
  const render = (): void => {
    const typed = pick.value.trim();
    pick.items = [...typedItems(typed, versions), latestItem(workflow), ...versions, ...(last ? [last] : [])];
  };
  const loadPage = async (): Promise<void> => {
    pick.busy = true;
    const { length } = versions;
    try {
      await list.loadMore();
      versions = list.entries.map((each) => versionItem(each, workflow));
      last = list.isComplete
        ? versions.length === 0
          ? message(l10n.t('No published versions'))
          : undefined
        : moreItem();
    } catch (error) {
      if (isClosed) return;
      last = message(`$(error) ${foreignLabel(await deps.explain(error))}`);
    }
    pick.busy = false;
    render();
    const next = versions[length];
    if (length > 0 && next) pick.activeItems = [next];
  };
  pick.title = l10n.t('Version of {name}', { name: foreignText(workflow.name) });
  pick.placeholder = l10n.t('Choose a version, or type one such as v0.0.5');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  pick.onDidChangeValue(render);
  pick.onDidAccept(() => {
    const act = pick.selectedItems[0]?.act;
    if (act === undefined || (pick.busy && act === 'more')) return;
    deps.run('setVersion', async () => {
      if (act === 'more') return loadPage();
      await deps.prompts.close(pick);
      await choose(act.version);
    });
  });
  render();
  deps.run('versions', loadPage);
  await deps.prompts.show(pick);
  isClosed = true;
  list.cancel();
}

/** The workflow with another version; the latest one is `undefined`. */
export function withVersion(
  { workflowVersion: _before, ...rest }: Workflow,
  version: string | undefined,
): Workflow {
  return version === undefined ? rest : { ...rest, workflowVersion: version };
}

/** The row about a typed text: a version that is not in the list, or what a version looks like if the text finds nothing. */
function typedItems(typed: string, versions: readonly Item[]): readonly Item[] {
  const found = versions.filter((each) =>
    [each.label, each.description, each.detail].join('\n').includes(typed),
  );
  if (typed === '' || found.some(({ label }) => label === typed)) return [];
  if (versionForm.test(typed)) {
    const label = l10n.t('Use version {version}', { version: typed });
    return [{ label, alwaysShow: true, act: { version: typed } }];
  }
  return found.length > 0 ? [] : [message(l10n.t('No such version. A version looks like v0.0.5.'))];
}

function latestItem({ workflowVersion }: Workflow): Item {
  return {
    label: l10n.t('Latest published version'),
    description: workflowVersion === undefined ? l10n.t('selected') : '',
    alwaysShow: true,
    act: { version: undefined },
  };
}

function versionItem(
  {
    version,
    description,
    createdAt,
  }: { readonly version: string; readonly description?: string; readonly createdAt?: number },
  workflow: Workflow,
): Item {
  const date = createdAt === undefined ? '' : dateText(createdAt * 1_000, env.language);
  const selected = version === workflow.workflowVersion ? l10n.t('selected') : '';
  return {
    label: foreignLabel(version),
    description: [date, selected].filter((fact) => fact !== '').join(' · '),
    ...(description !== undefined && { detail: foreignLabel(description) }),
    act: { version },
  };
}

function moreItem(): Item {
  return { label: `$(chevron-down) ${l10n.t('More versions…')}`, alwaysShow: true, act: 'more' };
}

function message(label: string): Item {
  return { label, alwaysShow: true };
}
