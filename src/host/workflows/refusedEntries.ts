import { commands, l10n, window } from 'vscode';
import type { Disposable } from '../../shared/emitter';
import { disposeAll } from '../disposable';
import type { Chats } from '../chat/chats';
import { onFirstUse } from '../notices/firstUse';
import type { Services } from '../services';
import type { RefusedEntry } from '../settings';

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

/** Describes which entry is invalid, why, and how to fix it. */
function entryProblemText(entry: RefusedEntry): string {
  const number = String(entry.index + 1);
  const problem = reasonText(entry);
  return entry.source === 'user'
    ? l10n.t('Entry {number} of the setting coze.workflows is ignored. {problem}', { number, problem })
    : l10n.t('Entry {number} of the workspace setting coze.workflows is ignored. {problem}', {
        number,
        problem,
      });
}

function reasonText({ problem, field }: RefusedEntry): string {
  switch (problem) {
    case 'notAnObject':
      return l10n.t('It must be an object with name and workflowId.');
    case 'nameMissing':
      return l10n.t('The name is missing.');
    case 'idNotNumeric':
      return l10n.t('{field} must be a string of digits, such as "7491234567890123456".', { field });
    case 'appAndBot':
      return l10n.t("appId can't be combined with botId.");
    case 'baseUrlInvalid':
      return l10n.t('baseUrl must be https, except for localhost.');
    case 'defaultBaseUrlInvalid':
      return l10n.t('The setting coze.baseUrl must be https, except for localhost.');
    case 'notAText':
      return l10n.t('{field} must be a string of at most 200 characters.', { field });
    case 'notAnObjectField':
      return l10n.t('{field} must be an object.', { field });
    case 'extNotTexts':
      return l10n.t('All values of ext must be strings.');
    case 'attachmentFormatUnknown':
      return l10n.t('attachmentFormat must be object_string or file_url.');
    case 'numberRounded':
      return l10n.t('The number {field} has more digits than VS Code keeps. Put it in quotation marks.', {
        field,
      });
    case 'tooLarge':
      return l10n.t('{field} is too large.', { field });
  }
}
