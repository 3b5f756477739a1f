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
  'coze.showLog',
  'coze.copyCode',
  'coze.insertCode',
  'coze.copyMessage',
] as const;

export type CommandName = (typeof commandNames)[number];
