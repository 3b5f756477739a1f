import { commands, env, l10n, UIKind, Uri, window } from 'vscode';
import type { Disposable } from '../../shared/emitter';
import type { Services } from '../services';

/** Notifies the user of damaged conversation files, and where they are kept. */
export function notifyRecoveries({ store, log }: Services): Disposable {
  return store.onDidRecover((notices) => {
    for (const notice of notices) log.warn(`History: ${notice.kind} ${notice.path}`);
    const openFolder = l10n.t('Open folder');
    void window
      .showWarningMessage(
        l10n.t(
          'Some conversation files are damaged. What could be read was recovered, and the damaged files are kept.',
        ),
        openFolder,
      )
      .then((choice) => {
        if (choice === openFolder) void showFolder(store.directory);
      });
  });
}

/** Opens the file manager if VS Code runs on this computer, or else a new window. */
async function showFolder(path: string): Promise<void> {
  const uri = Uri.file(path);
  const isHere = env.uiKind === UIKind.Desktop && env.remoteName === undefined;
  if (isHere) await commands.executeCommand('revealFileInOS', uri);
  else await commands.executeCommand('vscode.openFolder', uri, { forceNewWindow: true });
}
