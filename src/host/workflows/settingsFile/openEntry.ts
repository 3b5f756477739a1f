import { commands, Uri, window } from 'vscode';
import type { EntryPlace } from '../../entries/configuredWorkflows';
import { selectOnceActive } from '../../textRange';
import { isSettingsFile } from './isSettingsFile';
import { SettingsText } from './settingsText';

/** Opens the settings file of an entry, and selects the entry. */
export async function openEntry({ scope, folder, index }: EntryPlace): Promise<void> {
  if (scope === 'folder' && folder) {
    await window.showTextDocument(Uri.joinPath(Uri.parse(folder.uri), '.vscode', 'settings.json'));
  } else {
    await commands.executeCommand(
      scope === 'user' ? 'workbench.action.openSettingsJson' : 'workbench.action.openWorkspaceSettingsFile',
    );
  }
  await selectOnceActive((document) => {
    const text = isSettingsFile(document) ? SettingsText.read(document.getText()) : undefined;
    return text && index < text.entries.length ? text.rangeOf(index, []) : undefined;
  });
}
