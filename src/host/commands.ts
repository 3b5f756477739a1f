import { commands, Uri } from 'vscode';
import type { Disposable } from '../shared/emitter';
import type { ChatConnection } from './chat/chatConnection';
import type { ChatFocus } from './chat/chatFocus';
import type { Chats } from './chat/chats';
import { commandNames, sideBarPrefix, sideBarCommandNames, type CommandName } from './commandNames';
import type { Guard } from './guard';
import { actingFrom } from './origin';
import { escaped } from './prompts';

/**
 * What each command does. Other extensions can call commands and must not steer them: only those of the view's context
 * menu look at their argument, and believe nothing of it.
 */
export type CommandTable = Readonly<Record<CommandName, (argument: unknown) => unknown>>;

export interface CommandsDeps {
  readonly guard: Guard;
  readonly focus: ChatFocus;
  readonly chats: Chats;
}

/** Registers all commands under the guard. They return nothing, so nothing can be read through them. */
export function registerCommands(table: CommandTable, deps: CommandsDeps): readonly Disposable[] {
  const { guard, focus, chats } = deps;
  const register = (
    id: string,
    name: CommandName,
    callerOf: (argument: unknown) => ChatConnection | undefined,
  ): Disposable =>
    commands.registerCommand(id, async (argument: unknown) => {
      await guard.run(id, () => actingFrom(callerOf(argument), () => table[name](argument)));
    });
  const callerOf = (argument: unknown) => (isTab(argument) ? chats.panels.active : focus.caller);
  return [
    ...commandNames.map((name) => register(name, name, callerOf)),
    ...sideBarCommandNames.map((name) =>
      register(name.replace('coze.', sideBarPrefix), name, () => chats.view.current),
    ),
    // Escape in a box that was opened from a chat has put the focus into the chat, see the keybindings of the manifest.
    commands.registerCommand('coze.closePrompt', async () => {
      await (escaped() ?? focus.caller)?.takeFocus();
      await commands.executeCommand('workbench.action.closeQuickOpen');
    }),
  ];
}

/** VS Code names the tab to the commands in its title. */
function isTab(argument: unknown): boolean {
  return argument instanceof Uri && argument.scheme === 'webview-panel';
}
