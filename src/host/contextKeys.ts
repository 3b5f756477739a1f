import { commands } from 'vscode';
import type { Disposable } from '../shared/emitter';

/** Where a chat is shown. */
export type ChatPlace = 'sideBar' | 'editor';

/** Context keys of menus, keybindings and the walkthrough, without the prefix `coze.`. */
export interface ContextValues {
  /** The active conversation has an open run. */
  readonly isRunning: boolean;
  readonly hasToken: boolean;
  readonly hasWorkflow: boolean;
  /** The next conversation uses the demo. */
  readonly isDemoSelected: boolean;
  /** Findings of an answer are in the list of problems. */
  readonly hasFindings: boolean;
  /** The view "Runs" shows the runs that match a filter. */
  readonly runsFiltered: boolean;
  readonly chatFocused: boolean;
  /** Place of the chat from which a prompt was opened: Escape returns the focus there. Empty if there is none. */
  readonly promptFrom: ChatPlace | '';
  /** Place of the chat from which the command palette was opened. Empty if there is none. */
  readonly paletteFrom: ChatPlace | '';
}

export function setContextKey<K extends keyof ContextValues>(name: K, value: ContextValues[K]): void {
  void commands.executeCommand('setContext', `coze.${name}`, value);
}

/** Sets context keys, each only when its value changes. */
export class ContextKeys implements Disposable {
  private readonly current = new Map<string, ContextValues[keyof ContextValues]>();

  set(values: Partial<ContextValues>): void {
    for (const [name, value] of Object.entries(values)) {
      if (this.current.get(name) === value) continue;
      this.current.set(name, value);
      setContextKey(name as keyof ContextValues, value);
    }
  }

  dispose(): void {
    this.set({ isRunning: false });
  }
}
