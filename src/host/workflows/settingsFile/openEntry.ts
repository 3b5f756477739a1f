import { commands, Range, Selection, Uri, window, type Disposable, type TextEditor } from 'vscode';
import type { EntryPlace } from '../../entries/configuredWorkflows';
import { isSettingsFile } from './isSettingsFile';
import { SettingsText } from './settingsText';

/** How long the settings file may take to open, in milliseconds. */
const timeoutMs = 3_000;

/** Opens the settings file of an entry, and selects the entry. */
export async function openEntry({ scope, folder, index }: EntryPlace): Promise<void> {
  if (scope === 'folder' && folder) {
    await window.showTextDocument(Uri.joinPath(Uri.parse(folder.uri), '.vscode', 'settings.json'));
  } else {
    await commands.executeCommand(
      scope === 'user' ? 'workbench.action.openSettingsJson' : 'workbench.action.openWorkspaceSettingsFile',
    );
  }
  if (window.activeTextEditor && select(window.activeTextEditor, index)) return;
  await new Promise<void>((resolve) => {
    const subscription: Disposable = window.onDidChangeActiveTextEditor((editor) => {
      if (editor && select(editor, index)) finish();
    });
    const timer = setTimeout(() => finish(), timeoutMs);
    const finish = (): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    };
  });
}

function select(editor: TextEditor, index: number): boolean {
  const { document } = editor;
  const text = isSettingsFile(document) ? SettingsText.read(document.getText()) : undefined;
  if (!text || index >= text.entries.length) return false;
  const { start, end } = text.rangeOf(index, []);
  const range = new Range(document.positionAt(start), document.positionAt(end));
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range);
  return true;
}
