import { commands } from 'vscode';
import type { Disposable } from '../shared/emitter';
import { commandNames, type CommandName } from './commandNames';
import type { Guard } from './guard';

/**
 * What each command does. Other extensions can call commands and must not steer them: only those of the view's context
 * menu look at their argument, and believe nothing of it.
 */
export type CommandTable = Readonly<Record<CommandName, (argument: unknown) => unknown>>;

/** Registers all commands under the guard. They return nothing, so nothing can be read through them. */
export function registerCommands(table: CommandTable, guard: Guard): readonly Disposable[] {
  return commandNames.map((name) =>
    commands.registerCommand(name, async (argument: unknown) => {
      await guard.run(name, () => table[name](argument));
    }),
  );
}
