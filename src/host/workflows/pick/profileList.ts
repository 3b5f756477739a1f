import { l10n, QuickPickItemKind, ThemeIcon, type QuickInputButton, type QuickPickItem } from 'vscode';
import { cloudByApiHost } from '../../../shared/urls/clouds';
import { hostOfWorkflow, type Workflow } from '../../../shared/workflow';
import { foreignLabel, foreignText } from '../../foreignText';
import type { ConfiguredWorkflow, EntryPlace } from '../../entries/configuredWorkflows';
import { workflowPage } from './workflowPage';

export interface ProfileItem extends QuickPickItem {
  /** Absent on separators and on "Add workflow…". */
  readonly workflow?: Workflow;
  /** Absent for the demo. */
  readonly configured?: ConfiguredWorkflow;
}

export type ProfileAct = 'edit' | 'version' | 'open' | 'copy' | 'remove';

export type ProfileButton = QuickInputButton & { readonly act: ProfileAct };

/** The rows of the workflow picker: by settings file and host, then the demo and "Add workflow…". */
export function profileItems(
  configured: readonly ConfiguredWorkflow[],
  demo: Workflow,
  selectedKey: string | undefined,
): readonly ProfileItem[] {
  const groups = new Map<string, ProfileItem[]>();
  for (const each of configured) {
    const group = groupText(each);
    groups.set(group, [...(groups.get(group) ?? []), profileItem(each, selectedKey)]);
  }
  const isSelected = demo.key === selectedKey;
  groups.set(l10n.t('Demo'), [
    {
      label: demo.name,
      description: facts(l10n.t('on this computer'), isSelected && l10n.t('selected')),
      workflow: demo,
    },
  ]);
  return [
    ...[...groups].flatMap(([label, items]) => [{ label, kind: QuickPickItemKind.Separator }, ...items]),
    { label: '', kind: QuickPickItemKind.Separator },
    { label: `$(add) ${l10n.t('Add workflow…')}`, alwaysShow: true },
  ];
}

function profileItem(configured: ConfiguredWorkflow, selectedKey: string | undefined): ProfileItem {
  const { workflow } = configured;
  const { key, name, workflowId, appId, botId, workflowVersion } = workflow;
  return {
    label: foreignLabel(name),
    description: facts(
      workflowVersion !== undefined && foreignLabel(workflowVersion),
      key === selectedKey && l10n.t('selected'),
    ),
    detail: facts(
      workflowId,
      appId !== undefined && l10n.t('App {id}', { id: appId }),
      botId !== undefined && l10n.t('Agent {id}', { id: botId }),
      // Also in the heading of the group. Here it can be searched for.
      hostOfWorkflow(workflow),
    ),
    buttons: buttonsOf(workflow),
    workflow,
    configured,
  };
}

function groupText({ place, workflow }: ConfiguredWorkflow): string {
  return facts(placeText(place), hostOfWorkflow(workflow), regionText(hostOfWorkflow(workflow)));
}

function placeText({ scope, folder }: EntryPlace): string {
  switch (scope) {
    case 'user':
      return l10n.t('User settings');
    case 'workspace':
      return l10n.t('Workspace settings');
    case 'folder':
      return l10n.t('Settings of the folder {name}', { name: foreignText(folder?.name ?? '') });
  }
}

/** The region of a cloud; `false` for any other service. */
function regionText(host: string): string | false {
  switch (cloudByApiHost(host)?.domain) {
    case 'coze.cn':
      return l10n.t('Mainland China');
    case 'coze.com':
      return l10n.t('International');
    default:
      return false;
  }
}

function buttonsOf(workflow: Workflow): readonly ProfileButton[] {
  const button = (act: ProfileAct, icon: string, tooltip: string): ProfileButton => ({
    act,
    iconPath: new ThemeIcon(icon),
    tooltip,
  });
  return [
    button('version', 'versions', l10n.t('Set version…')),
    button('edit', 'edit', l10n.t('Edit in the settings file')),
    ...(workflowPage(workflow) !== undefined
      ? [button('open', 'link-external', l10n.t('Open the page of the workflow'))]
      : []),
    button('copy', 'copy', l10n.t('Copy workflow ID')),
    button('remove', 'trash', l10n.t('Remove from the settings')),
  ];
}

/** The facts that are known, in one line. */
function facts(...all: readonly (string | false)[]): string {
  return all.filter((fact) => fact !== false && fact !== '').join(' · ');
}
