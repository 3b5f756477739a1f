import { commands } from 'vscode';
import type { Disposable } from '../shared/emitter';

/** What menus, keys and the walkthrough know about the extension. */
export interface ContextValues {
  /** The conversation in front has a run under way. */
  readonly isRunning: boolean;
  readonly hasToken: boolean;
  readonly hasWorkflow: boolean;
  /** The demo is the workflow of the next conversation. */
  readonly isDemoSelected: boolean;
}

/** Tells VS Code's context keys (`coze.isRunning` …) what changed, and only that. */
export class ContextKeys implements Disposable {
  private readonly told = new Map<string, boolean>();

  set(values: Partial<ContextValues>): void {
    for (const [name, value] of Object.entries(values)) {
      if (this.told.get(name) === value) continue;
      this.told.set(name, value);
      void commands.executeCommand('setContext', `coze.${name}`, value);
    }
  }

  dispose(): void {
    this.set({ isRunning: false });
  }
}
