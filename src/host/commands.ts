import { commands } from 'vscode';
import type { Disposable } from '../shared/emitter';
import type { Guard } from './guard';

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
] as const;

export type CommandName = (typeof commandNames)[number];

/** What each command does. Commands take no arguments: other extensions can call them, and must not steer them. */
export type CommandTable = Readonly<Record<CommandName, () => unknown>>;

/** Registers all commands under the guard. They return nothing, so nothing can be read through them. */
export function registerCommands(table: CommandTable, guard: Guard): readonly Disposable[] {
  return commandNames.map((name) =>
    commands.registerCommand(name, async () => {
      await guard.run(name, table[name]);
    }),
  );
}
