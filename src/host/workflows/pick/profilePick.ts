import { env, l10n, window } from 'vscode';
import type { Workflow } from '../../../shared/workflow';
import { foreignText } from '../../foreignText';
import type { prompts } from '../../prompts/prompts';
import type { Services } from '../../services';
import type { ConfiguredWorkflow } from '../../entries/configuredWorkflows';
import { profileItems, type ProfileButton, type ProfileItem } from './profileList';
import { openEntry } from '../settingsFile/openEntry';
import { setVersion, type SetVersionDeps } from './versionPick';
import { workflowPage } from './workflowPage';

export interface ProfilePickDeps extends Pick<Services, 'catalog'>, SetVersionDeps {
  readonly prompts: typeof prompts;
  /** Opens an https page in the browser. */
  readonly openWeb: (url: string) => Promise<void>;
  /** Runs an action under the guard, on behalf of the chat that opened the list. */
  readonly run: (label: string, act: () => Promise<void>) => void;
}

/** The workflow that the user chose, `add` for "Add workflow…", or `undefined` if the list was closed. No requests. */
export async function pickProfile(deps: ProfilePickDeps): Promise<Workflow | 'add' | undefined> {
  const { catalog, prompts, run } = deps;
  const pick = window.createQuickPick<ProfileItem>();
  const load = (): void => {
    pick.items = profileItems(catalog.configured, catalog.demo, catalog.selected?.key);
  };
  let chosen: Workflow | 'add' | undefined;
  pick.title = l10n.t('Workflow of the next conversation');
  pick.placeholder = l10n.t('A conversation keeps the workflow it started with');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.onDidAccept(() => {
    const [item] = pick.selectedItems;
    if (!item) return;
    chosen = item.workflow ?? 'add';
    run('selectWorkflow', () => prompts.close(pick));
  });
  pick.onDidTriggerItemButton(({ item: { configured }, button }) => {
    if (!configured) return;
    run('workflowAction', async () => {
      const { act } = button as ProfileButton;
      // The list of versions replaces this one, so that the focus is never elsewhere in between.
      if (act !== 'copy' && act !== 'version') await prompts.close(pick);
      await actOn(configured, act, deps);
    });
  });
  const subscription = catalog.onDidChange(load);
  load();
  await prompts.show(pick);
  subscription.dispose();
  return chosen;
}

async function actOn(
  configured: ConfiguredWorkflow,
  act: ProfileButton['act'],
  deps: ProfilePickDeps,
): Promise<void> {
  const { workflow, place } = configured;
  switch (act) {
    case 'version':
      return setVersion(configured, deps);
    case 'edit':
      return openEntry(place);
    case 'open':
      return deps.openWeb(workflowPage(workflow) ?? '');
    case 'copy':
      await env.clipboard.writeText(workflow.workflowId);
      window.setStatusBarMessage(l10n.t('Copied: {id}', { id: workflow.workflowId }), 3_000);
      return;
    case 'remove':
      return remove(configured, deps);
  }
}

async function remove(configured: ConfiguredWorkflow, deps: ProfilePickDeps): Promise<void> {
  const { prompts, run, changes } = deps;
  const name = foreignText(configured.workflow.name);
  const confirm = l10n.t('Remove');
  const choice = await prompts.showWarningMessage(
    l10n.t('Remove “{name}” from the settings?', { name }),
    { modal: true, detail: l10n.t('Conversations with this workflow stay in the history.') },
    confirm,
  );
  if (choice !== confirm) return;
  const restore = await changes.removeEntry(configured);
  const undo = l10n.t('Undo');
  void prompts
    .showInformationMessage(l10n.t('Removed: {name}', { name: name.replace(/[[\]()]/g, ' ') }), {}, undo)
    .then((answer) => {
      if (answer === undo) run('undoRemove', restore);
    });
}
