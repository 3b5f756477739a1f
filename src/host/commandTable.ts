import type { NavigationTarget } from '../shared/protocol';
import type { CommandTable } from './commands';
import type { Chats } from './chat/chats';
import type { HistoryCommands } from './history/historyCommands';
import type { Log } from './log';
import type { MessageMenu } from './messages/messageMenu';
import type { RemedyActions } from './chat/remedyActions';
import { askAboutSelection, type AskAboutSelectionDeps } from './selection/askAboutSelection';
import type { ConversationFiles } from './history/conversationFiles';
import { showAccessibilityHelp } from './chat/accessibilityHelp';
import { clearToken, setToken, type TokenCommandsDeps } from './account/tokenCommands';
import { showUsage, type ShowUsageDeps } from './usage/showUsage';
import { addWorkflow, selectWorkflow, type WorkflowCommandsDeps } from './workflows/workflowCommands';

export interface CommandTableDeps
  extends TokenCommandsDeps, WorkflowCommandsDeps, AskAboutSelectionDeps, ShowUsageDeps {
  readonly chats: Chats;
  readonly history: HistoryCommands;
  readonly files: ConversationFiles;
  readonly remedies: RemedyActions;
  readonly menu: MessageMenu;
  readonly log: Log;
}

/** Which act belongs to which command. */
export function commandTable(deps: CommandTableDeps): CommandTable {
  const { chats, history, files, remedies, menu, log } = deps;
  const navigate = (target: NavigationTarget) => async () => {
    const connection = await chats.reveal();
    connection.navigate(target);
  };
  const useSelected = (wasChosen: boolean): void => {
    if (wasChosen && chats.active) chats.useSelected(chats.active);
  };
  return {
    'coze.askAboutSelection': () => askAboutSelection(deps),
    'coze.focusChat': navigate('composer'),
    'coze.newConversation': async () => {
      const connection = await chats.reveal();
      chats.startNew(connection);
      connection.navigate('composer');
    },
    'coze.stop': () => chats.activeSession?.stop(),
    'coze.selectWorkflow': async () => {
      useSelected(await selectWorkflow(deps));
    },
    'coze.addWorkflow': async () => {
      if (!(await addWorkflow(deps))) return;
      const connection = await chats.reveal();
      chats.useSelected(connection);
      connection.navigate('composer');
    },
    'coze.tryDemo': () => remedies.tryDemo(undefined),
    'coze.setToken': () => setToken(deps),
    'coze.clearToken': () => clearToken(deps),
    'coze.showHistory': () => history.show(),
    'coze.showWaiting': () => history.showWaiting(),
    'coze.clearHistory': () => history.clear(),
    'coze.openInEditor': () => chats.openInEditor(),
    'coze.exportConversation': () => files.exportConversation(chats.activeSession?.id),
    'coze.importConversation': () => files.importConversation(),
    'coze.findInChat': navigate('find'),
    'coze.focusComposer': navigate('composer'),
    'coze.focusLastAnswer': navigate('lastAnswer'),
    'coze.nextMessage': navigate('nextMessage'),
    'coze.previousMessage': navigate('previousMessage'),
    'coze.showUsage': () => showUsage(deps),
    'coze.reloadView': () => {
      for (const connection of chats.all) connection.reload();
    },
    'coze.showLog': () => log.show(),
    'coze.accessibilityHelp': () => showAccessibilityHelp(),
    'coze.copyCode': (target) => menu.copyCode(target),
    'coze.insertCode': (target) => menu.insertCode(target),
    'coze.copyMessage': (target) => menu.copyMessage(target),
  };
}
