import { commands, workspace, type TextDocument } from 'vscode';
import type { Disposable } from '../../../shared/emitter';
import { UserError } from '../../guard';
import type { Services } from '../../services';
import { isSettingsFile } from './isSettingsFile';

type WatchDeps = Pick<Services, 'guard' | 'settings' | 'subscriptions' | 'tokens'>;

/** Checks the settings files that are open. The code for this is loaded when the first one is opened. */
export function watchSettingsFiles(deps: WatchDeps): Disposable {
  const { guard, settings, subscriptions } = deps;
  let isLoaded = false;
  const begin = (document: TextDocument): void => {
    if (isLoaded || !isSettingsFile(document)) return;
    isLoaded = true;
    opening.dispose();
    void guard.run('settingsFiles', async () => {
      const { moveToken, moveTokenCommand, SettingsDiagnostics } = await import('../../../onDemand/profiles');
      subscriptions.push(
        commands.registerCommand(moveTokenCommand, (...args: readonly unknown[]) =>
          guard.run(moveTokenCommand, async () => {
            const warning = await moveToken(deps, args[0], args[1], args[2]);
            if (warning !== undefined) throw new UserError(warning);
          }),
        ),
        new SettingsDiagnostics(settings),
      );
    });
  };
  const opening = workspace.onDidOpenTextDocument(begin);
  workspace.textDocuments.forEach(begin);
  return opening;
}
