/** Every command of the manifest. A test holds this list and package.json together. */
export const commandNames = [
  'coze.askAboutSelection',
  'coze.focusChat',
  'coze.newConversation',
  'coze.stop',
  'coze.selectWorkflow',
  'coze.addWorkflow',
  'coze.tryDemo',
  'coze.setToken',
  'coze.clearToken',
  'coze.showHistory',
  'coze.showWaiting',
  'coze.clearHistory',
  'coze.openInEditor',
  'coze.exportConversation',
  'coze.importConversation',
  'coze.findInChat',
  'coze.focusComposer',
  'coze.focusLastAnswer',
  'coze.nextMessage',
  'coze.previousMessage',
  'coze.showUsage',
  'coze.reloadView',
  'coze.showLog',
  'coze.accessibilityHelp',
  'coze.copyCode',
  'coze.insertCode',
  'coze.copyMessage',
] as const;

/**
 * The commands in the title of the side bar's view mean the chat below them, whichever had the focus last. VS Code does not
 * say where a command was clicked, so each has a second name there.
 */
export const sideBarCommandNames = [
  'coze.stop',
  'coze.newConversation',
  'coze.showHistory',
  'coze.selectWorkflow',
  'coze.addWorkflow',
  'coze.setToken',
  'coze.findInChat',
  'coze.exportConversation',
  'coze.importConversation',
  'coze.openInEditor',
  'coze.showUsage',
] as const satisfies readonly CommandName[];

export const sideBarPrefix = 'coze.sideBar.';

export type CommandName = (typeof commandNames)[number];
