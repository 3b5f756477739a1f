import { commands, l10n, window } from 'vscode';
import type { Disposable } from '../../shared/emitter';
import { disposeAll } from '../disposable';
import type { Chats } from '../chat/chats';
import { onFirstUse } from '../chat/firstUse';
import type { Services } from '../services';
import type { RefusedEntry } from '../entries/configuredWorkflows';
import { problemText } from '../entries/entryText';

/**
 * Logs the invalid entries of `coze.workflows` and notifies the user of the first: when the first chat is opened, and
 * when they change.
 */
export function notifyRefusedEntries({ catalog, log }: Services, chats: Chats): Disposable {
  let lastText = '';
  const notify = (): void => {
    const problems = catalog.refused.map(entryProblemText);
    const text = problems.join('\n');
    if (text === lastText) return;
    lastText = text;
    const [first] = problems;
    if (first === undefined) return;
    for (const problem of problems) log.warn(problem);
    const openSettings = l10n.t('Open settings');
    void window.showWarningMessage(first, openSettings).then((choice) => {
      if (choice === openSettings)
        void commands.executeCommand('workbench.action.openSettings', 'coze.workflows');
    });
  };
  const subscriptions = [onFirstUse(chats, notify), catalog.onDidChange(notify)];
  return { dispose: () => disposeAll(subscriptions) };
}

/** Describes which entry is invalid, and its first mistake. */
function entryProblemText({ place, refusals: [first] }: RefusedEntry): string {
  const number = String(place.index + 1);
  const problem = first ? problemText(first.problem, first.path) : '';
  switch (place.scope) {
    case 'user':
      return l10n.t('Entry {number} of the setting coze.workflows is ignored. {problem}', {
        number,
        problem,
      });
    case 'workspace':
      return l10n.t('Entry {number} of the workspace setting coze.workflows is ignored. {problem}', {
        number,
        problem,
      });
    case 'folder':
      return l10n.t('Entry {number} of the setting coze.workflows of a folder is ignored. {problem}', {
        number,
        problem,
      });
  }
}
