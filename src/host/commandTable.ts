import type { Attachments } from './attachments/attachments';
import type { ConversationFiles } from './history/conversationFiles';
import type { HistoryCommands } from './history/historyCommands';
import type { SignInCommands } from './account/signIn/signInCommands';
import type { TokenCommands } from './account/tokenCommands';
import type { ChatflowTests } from './chatflowTests/chatflowTests';
import type { ChatCommands } from './chat/chatCommands';
import type { ConnectionCommands } from './connection/registerConnection';
import type { Log } from './log';
import type { MessageMenu } from './messages/messageMenu';
import type { FindRunCommands } from './runs/registerFindRun';
import type { RunCommands } from './runs/registerRuns';
import type { SelectionCommands } from './selection/selectionCommands';
import type { UsageCommands } from './usage/usageCommands';
import type { WorkflowCommands } from './workflows/workflowCommands';

/** The features that commands call. */
export interface Features {
  readonly account: TokenCommands;
  readonly attachments: Attachments;
  readonly chat: ChatCommands;
  readonly connection: ConnectionCommands;
  readonly files: ConversationFiles;
  readonly findRun: FindRunCommands;
  readonly history: HistoryCommands;
  readonly log: Log;
  readonly messages: MessageMenu;
  readonly recordings: { readonly deleteAll: () => Promise<void> };
  readonly runs: RunCommands;
  readonly selection: SelectionCommands;
  readonly signIn: SignInCommands;
  readonly tests: ChatflowTests;
  readonly usage: UsageCommands;
  readonly workflows: WorkflowCommands;
}

export interface Command {
  /**
   * Other extensions can run commands with any argument. Only the commands of menus that pass data read it, and they
   * validate it. `selected`: all items that are selected where the menu was opened.
   */
  readonly run: (features: Features, argument: unknown, selected: unknown) => unknown;
  /**
   * In the title of the side bar's view the command has a second name, {@link sideBarCommand}, and acts on the chat below the
   * title. VS Code does not report where a command was clicked.
   */
  readonly isInSideBarTitle?: true;
}

/** Every command, by name. `test/unit/manifest.test.ts` compares this table with package.json. */
export const commandTable = {
  'coze.askAboutSelection': { run: ({ selection }) => selection.ask() },
  'coze.askAboutProblem': { run: ({ selection }, problem) => selection.askAboutProblem(problem) },
  'coze.askAboutFile': { run: ({ selection }, file) => selection.askAboutFile(file) },
  'coze.addFileToChat': { run: ({ attachments }, file, files) => attachments.addFiles(file, files) },
  'coze.addSelectionToChat': { run: ({ selection }) => selection.addToChat() },
  'coze.askAboutTerminal': { run: ({ selection }) => selection.askAboutTerminal() },
  'coze.askAboutChanges': { run: ({ selection }, file) => selection.askAboutChanges(file) },
  'coze.focusChat': { run: ({ chat }) => chat.navigate('composer') },
  'coze.newConversation': { run: ({ chat }) => chat.startNew(), isInSideBarTitle: true },
  'coze.stop': { run: ({ chat }) => chat.stop(), isInSideBarTitle: true },
  'coze.selectWorkflow': { run: ({ workflows }) => workflows.select(), isInSideBarTitle: true },
  'coze.addWorkflow': { run: ({ workflows }) => workflows.addAndFocus(), isInSideBarTitle: true },
  'coze.tryDemo': { run: ({ workflows }) => workflows.tryDemo() },
  'coze.setToken': { run: ({ account }) => account.setToken(), isInSideBarTitle: true },
  'coze.setSessionToken': { run: ({ account }) => account.setSessionToken() },
  'coze.clearToken': { run: ({ account }) => account.clearToken() },
  'coze.signIn': { run: ({ signIn }) => signIn.signIn() },
  'coze.signOut': { run: ({ signIn }) => signIn.signOut() },
  'coze.showConnection': { run: ({ connection }) => connection.show(), isInSideBarTitle: true },
  'coze.testConnection': { run: ({ connection }) => connection.test() },
  'coze.copyForSupport': { run: ({ connection }) => connection.copyForSupport() },
  'coze.showHistory': { run: ({ history }) => history.show(), isInSideBarTitle: true },
  'coze.showWaiting': { run: ({ history }) => history.showWaiting() },
  'coze.clearHistory': { run: ({ history }) => history.clear() },
  'coze.createTest': { run: ({ tests }, run) => tests.createTest(run), isInSideBarTitle: true },
  'coze.acceptActual': { run: ({ tests }, message) => tests.acceptActual(message) },
  'coze.loosenCheck': { run: ({ tests }, message) => tests.loosen(message) },
  'coze.openTestRun': { run: ({ tests }, message) => tests.openRun(message) },
  'coze.openTestDebugPage': { run: ({ tests }, message) => tests.openDebugPage(message) },
  'coze.deleteTestSecrets': { run: ({ tests }) => tests.deleteSecrets() },
  'coze.deleteRecordings': { run: ({ recordings }) => recordings.deleteAll() },
  'coze.replayRun': { run: ({ runs }, run) => runs.replay(run) },
  'coze.compareRuns': { run: ({ runs }, run, selected) => runs.compare(run, selected) },
  'coze.runOn': { run: ({ runs }, run) => runs.runOn(run) },
  'coze.runTimes': { run: ({ runs }, run) => runs.runTimes(run) },
  'coze.exportRun': { run: ({ runs }, run) => runs.exportRun(run) },
  'coze.findRun': { run: ({ findRun }) => findRun.find() },
  'coze.inspectRun': { run: ({ runs }, runId) => runs.inspect(runId) },
  'coze.filterRuns': { run: async ({ runs }) => (await runs.list()).filter() },
  'coze.clearRunFilter': { run: ({ runs }) => runs.clearFilter() },
  'coze.openRunConversation': { run: async ({ runs }, run) => (await runs.list()).openConversation(run) },
  'coze.openRunDebugPage': { run: async ({ runs }, run) => (await runs.list()).openDebugPage(run) },
  'coze.pinRun': { run: async ({ runs }, run) => (await runs.list()).pin(run, true) },
  'coze.unpinRun': { run: async ({ runs }, run) => (await runs.list()).pin(run, false) },
  'coze.deleteRuns': { run: async ({ runs }, run, selected) => (await runs.list()).delete(run, selected) },
  'coze.openInEditor': { run: ({ chat }) => chat.openInEditor(), isInSideBarTitle: true },
  'coze.exportConversation': { run: ({ files }) => files.exportActive(), isInSideBarTitle: true },
  'coze.importConversation': { run: ({ files }) => files.importConversation(), isInSideBarTitle: true },
  'coze.findInChat': { run: ({ chat }) => chat.navigate('find'), isInSideBarTitle: true },
  'coze.focusComposer': { run: ({ chat }) => chat.navigate('composer') },
  'coze.focusLastAnswer': { run: ({ chat }) => chat.navigate('lastAnswer') },
  'coze.nextMessage': { run: ({ chat }) => chat.navigate('nextMessage') },
  'coze.previousMessage': { run: ({ chat }) => chat.navigate('previousMessage') },
  'coze.showUsage': { run: ({ usage }) => usage.show(), isInSideBarTitle: true },
  'coze.reloadView': {
    run: ({ chat, connection, runs, usage }) => {
      chat.reloadPages();
      connection.reload();
      runs.reload();
      usage.reload();
    },
  },
  'coze.showLog': { run: ({ log }) => log.show() },
  'coze.accessibilityHelp': { run: ({ chat }) => chat.showAccessibilityHelp() },
  'coze.copyCode': { run: ({ messages }, target) => messages.copyCode(target) },
  'coze.insertCode': { run: ({ messages }, target) => messages.insert(target) },
  'coze.applyCode': { run: ({ messages }, target) => messages.applyToSelection(target) },
  'coze.newFileFromCode': { run: ({ messages }, target) => messages.openNewFile(target) },
  'coze.pasteCodeIntoTerminal': { run: ({ messages }, target) => messages.pasteIntoTerminal(target) },
  'coze.showFindings': { run: ({ messages }, target) => messages.showFindings(target) },
  'coze.clearFindings': { run: ({ messages }) => messages.answers.clearFindings() },
  'coze.applyChange': { run: ({ messages }, document) => messages.answers.applyChange(document) },
  'coze.discardChange': { run: ({ messages }, document) => messages.answers.discardChange(document) },
  'coze.copyMessage': { run: ({ messages }, target) => messages.copyMessage(target) },
} as const satisfies Record<`coze.${string}`, Command>;

export type CommandName = keyof typeof commandTable;

/** The name of a command in the title of the side bar's view. */
export function sideBarCommand(name: string): string {
  return name.replace('coze.', 'coze.sideBar.');
}
