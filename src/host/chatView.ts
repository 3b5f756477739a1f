import type { WebviewView, WebviewViewProvider } from 'vscode';
import { l10n } from 'vscode';
import type { Disposable } from '../shared/emitter';
import type { ChatConnection, ChatSurface } from './chatConnection';

/** Name of the view in the manifest. */
export const chatViewId = 'coze.chat';

/**
 * The chat in a side bar. VS Code may resolve it again at any time, as when it is dragged to the other side bar: the
 * connection to the former page is let go first.
 */
export class ChatView implements WebviewViewProvider, Disposable {
  private view: WebviewView | undefined;
  private connection: ChatConnection | undefined;
  private subscriptions: readonly Disposable[] = [];
  private waiting = 0;

  /** @param connect joins a new page to the conversation the side bar shows. */
  constructor(private readonly connect: (surface: ChatSurface) => ChatConnection) {}

  get current(): ChatConnection | undefined {
    return this.connection;
  }

  resolveWebviewView(view: WebviewView): void {
    this.dispose();
    this.view = view;
    const connection = this.connect({
      webview: view.webview,
      isVisible: () => view.visible,
      onDidChangeVisibility: (listener) => view.onDidChangeVisibility(listener),
      reveal: (preserveFocus) => view.show(preserveFocus),
    });
    this.connection = connection;
    this.subscriptions = [
      connection,
      view.onDidDispose(() => {
        if (this.view === view) this.dispose();
      }),
    ];
    this.showBadge();
  }

  /** Shows on the icon how many conversations wait for an answer of the user. */
  setWaiting(count: number): void {
    this.waiting = count;
    this.showBadge();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.subscriptions = [];
    this.connection = undefined;
    this.view = undefined;
  }

  private showBadge(): void {
    if (!this.view) return;
    const value = this.waiting;
    // VS Code 1.96 leaves the old badge where it is told `undefined`; a zero is shown by no version.
    this.view.badge = { value, tooltip: waitingText(value) };
  }
}

function waitingText(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? l10n.t('1 conversation is waiting for your answer')
    : l10n.t('{count} conversations are waiting for your answer', { count });
}
