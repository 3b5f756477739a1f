import { commands, env, l10n, UIKind, Uri, window } from 'vscode';
import type { ConversationStore } from '../../storage/conversations/conversationStore';
import type { Disposable } from '../../shared/emitter';
import type { Log } from '../log';

/** Tells the user once when files of the history were damaged and set aside, and where they are. */
export function tellRecoveries(store: ConversationStore, log: Log): Disposable {
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

/** The system's file manager where VS Code runs beside it, else a window of VS Code. */
async function showFolder(path: string): Promise<void> {
  const uri = Uri.file(path);
  const isHere = env.uiKind === UIKind.Desktop && env.remoteName === undefined;
  if (isHere) await commands.executeCommand('revealFileInOS', uri);
  else await commands.executeCommand('vscode.openFolder', uri, { forceNewWindow: true });
}
