import { commands, Uri } from 'vscode';
import type { Disposable } from '../shared/emitter';
import type { ChatConnection } from './chat/chatConnection';
import type { Chats } from './chat/chats';
import { commandTable, sideBarCommand, type Command, type Features } from './commandTable';
import { actingFrom } from './origin';
import { escaped } from './prompts/prompts';
import type { Services } from './services';

/** Registers all commands under the guard. They return nothing, so no data can be read through them. */
export function registerCommands({ guard, subscriptions }: Services, chats: Chats, features: Features): void {
  const register = (
    id: string,
    { run }: Command,
    callerOf: (argument: unknown) => ChatConnection | undefined,
  ): Disposable =>
    commands.registerCommand(id, async (argument: unknown, selected: unknown) => {
      await guard.run(id, () => actingFrom(callerOf(argument), () => run(features, argument, selected)));
    });
  const callerOf = (argument: unknown) => (isTab(argument) ? chats.panels.active : chats.focus.caller);
  for (const [name, command] of Object.entries<Command>(commandTable)) {
    subscriptions.push(register(name, command, callerOf));
    if (command.isInSideBarTitle)
      subscriptions.push(register(sideBarCommand(name), command, () => chats.view.current));
  }
  subscriptions.push(
    // The keybinding for Escape in a prompt runs this command after it has moved the focus to the chat.
    commands.registerCommand('coze.closePrompt', async () => {
      await (escaped() ?? chats.focus.caller)?.takeFocus();
      await commands.executeCommand('workbench.action.closeQuickOpen');
    }),
  );
}

/** VS Code passes the URI of the tab to the commands in its title. */
function isTab(argument: unknown): boolean {
  return argument instanceof Uri && argument.scheme === 'webview-panel';
}
