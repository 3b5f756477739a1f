import { commands } from 'vscode';
import { findBaseUrl } from './findBaseUrl';
import type { OwnBaseUrl, Settings } from '../settings/settings';
import { selectOnceActive } from '../textRange';

const openFile: Readonly<Record<OwnBaseUrl['source'], string>> = {
  user: 'workbench.action.openSettingsJson',
  workspace: 'workbench.action.openWorkspaceSettingsFile',
  folder: 'workbench.action.openFolderSettingsFile',
};

/**
 * Opens the base URL of the workflow: the selected value in `settings.json` if the entry has one, or else the setting
 * `coze.baseUrl`.
 */
export async function openBaseUrl(settings: Settings, workflowKey: string | undefined): Promise<void> {
  const own = workflowKey === undefined ? undefined : settings.ownBaseUrl(workflowKey);
  if (!own) {
    await commands.executeCommand('workbench.action.openSettings', 'coze.baseUrl');
    return;
  }
  await commands.executeCommand(openFile[own.source], { revealSetting: { key: 'coze.workflows' } });
  await selectOnceActive((document) => findBaseUrl(document.getText(), own.workflowId, own.baseUrl));
}
