import { commands } from 'vscode';
import type { Disposable } from '../shared/emitter';
import type { ChatPlace } from './chat/chatConnection';

/** What menus, keys and the walkthrough know about the extension. */
export interface ContextValues {
  /** The conversation in front has a run under way. */
  readonly isRunning: boolean;
  readonly hasToken: boolean;
  readonly hasWorkflow: boolean;
  /** The demo is the workflow of the next conversation. */
  readonly isDemoSelected: boolean;
  /** A chat has the focus. */
  readonly chatFocused: boolean;
  /** Where the chat is that a box was opened from: Escape puts the focus there. Empty while there is none. */
  readonly promptFrom: ChatPlace | '';
  /** Where the chat is that the palette was opened from. */
  readonly paletteFrom: ChatPlace | '';
}

export function setContextKey<K extends keyof ContextValues>(name: K, value: ContextValues[K]): void {
  void commands.executeCommand('setContext', `coze.${name}`, value);
}

/** Tells VS Code's context keys (`coze.isRunning` …) what changed, and only that. */
export class ContextKeys implements Disposable {
  private readonly told = new Map<string, ContextValues[keyof ContextValues]>();

  set(values: Partial<ContextValues>): void {
    for (const [name, value] of Object.entries(values)) {
      if (this.told.get(name) === value) continue;
      this.told.set(name, value);
      setContextKey(name as keyof ContextValues, value);
    }
  }

  dispose(): void {
    this.set({ isRunning: false });
  }
}
