import { commands, Range, Selection, window, type Disposable, type TextEditor } from 'vscode';
import { findBaseUrl } from './findBaseUrl';
import type { OwnBaseUrl, Settings } from '../settings/settings';

const openFile: Readonly<Record<OwnBaseUrl['source'], string>> = {
  user: 'workbench.action.openSettingsJson',
  workspace: 'workbench.action.openWorkspaceSettingsFile',
  folder: 'workbench.action.openFolderSettingsFile',
};
/** How long the settings file may take to open, in milliseconds. */
const timeoutMs = 3_000;

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
  const found = await editorWith(own);
  if (!found) return;
  const { editor, range } = found;
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range);
}

interface Found {
  readonly editor: TextEditor;
  readonly range: Range;
}

/** Resolves to the editor of the settings file once it is active; to `undefined` after {@link timeoutMs}. */
function editorWith(own: OwnBaseUrl): Promise<Found | undefined> {
  return new Promise((resolve) => {
    let subscription: Disposable | undefined;
    const finish = (found: Found | undefined): void => {
      clearTimeout(timer);
      subscription?.dispose();
      resolve(found);
    };
    const timer = setTimeout(finish, timeoutMs, undefined);
    const check = (editor: TextEditor | undefined): boolean => {
      const place = editor && findBaseUrl(editor.document.getText(), own.workflowId, own.baseUrl);
      if (!editor || !place) return false;
      const { document } = editor;
      finish({
        editor,
        range: new Range(document.positionAt(place.start), document.positionAt(place.end)),
      });
      return true;
    };
    if (!check(window.activeTextEditor)) subscription = window.onDidChangeActiveTextEditor(check);
  });
}
