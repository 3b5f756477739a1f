import { commands } from 'vscode';
import type { Disposable } from '../shared/emitter';
import { commandNames, type CommandName } from './commandNames';
import type { Guard } from './guard';

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
