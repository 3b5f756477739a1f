import {
  window,
  type TreeDataProvider,
  type TreeView,
  type ViewBadge,
  type WebviewView,
  type WebviewViewProvider,
} from 'vscode';
import type { Disposable } from '../../shared/emitter';
import type { ChatConnection, ChatSurface } from './chatConnection';

/** Name of the view in the manifest. */
export const chatViewId = 'coze.chat';
/** Name in the manifest of the view that is never shown. */
const waitingViewId = 'coze.waiting';

/** VS Code 1.96 leaves the old badge where it is told `undefined`; a zero is shown by no version. */
const noBadge: ViewBadge = { value: 0, tooltip: '' };

const nothing: TreeDataProvider<never> = {
  getChildren: () => [],
  getTreeItem: (element) => element,
};

/**
 * The chat in a side bar. VS Code may resolve it again at any time, as when it is dragged to the other side bar: the
 * connection to the former page is let go first.
 */
export class ChatView implements WebviewViewProvider, Disposable {
  private view: WebviewView | undefined;
  private connection: ChatConnection | undefined;
  private subscriptions: readonly Disposable[] = [];
  private badge = noBadge;
  private unopened: TreeView<never> | undefined;

  /** @param connect joins a new page to the conversation the side bar shows. */
  constructor(private readonly connect: (surface: ChatSurface) => ChatConnection) {}

  get current(): ChatConnection | undefined {
    return this.connection;
  }

  resolveWebviewView(view: WebviewView): void {
    this.letGo();
    this.view = view;
    const connection = this.connect({
      webview: view.webview,
      place: 'sideBar',
      isVisible: () => view.visible,
      onDidChangeVisibility: (listener) => view.onDidChangeVisibility(listener),
      reveal: (preserveFocus) => view.show(preserveFocus),
    });
    this.connection = connection;
    this.subscriptions = [
      connection,
      view.onDidDispose(() => {
        if (this.view === view) this.letGo();
      }),
    ];
    this.showBadge();
  }

  /** Shows a number on the icon, also while the view has not been opened; 0 is not shown. */
  setBadge(badge: ViewBadge): void {
    this.badge = badge;
    this.showBadge();
  }

  dispose(): void {
    this.letGo();
    this.unopened?.dispose();
  }

  private letGo(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.subscriptions = [];
    this.connection = undefined;
    this.view = undefined;
  }

  /**
   * VS Code lets a webview have a badge only once it is open. A tree may have one from the beginning, and one that is never
   * shown stands on the same icon until then.
   */
  private showBadge(): void {
    if (this.view) {
      this.view.badge = this.badge;
      this.clearEarlyBadge();
    } else if (this.badge.value > 0 || this.unopened) {
      this.unopened ??= window.createTreeView(waitingViewId, { treeDataProvider: nothing });
      this.unopened.badge = this.badge;
    }
  }

  private clearEarlyBadge(): void {
    if (!this.unopened) return;
    this.unopened.badge = noBadge;
    this.unopened.badge = undefined;
  }
}
