import {
  window,
  type TreeDataProvider,
  type TreeView,
  type ViewBadge,
  type WebviewView,
  type WebviewViewProvider,
} from 'vscode';
import type { Disposable } from '../../shared/emitter';
import { disposeAll } from '../disposable';
import type { ChatConnection, ChatSurface } from './chatConnection';

/** ID of the view in the manifest. */
export const chatViewId = 'coze.chat';
/** ID of a view in the manifest that is never shown. */
const waitingViewId = 'coze.waiting';

/** VS Code 1.96 does not remove a badge that is set to `undefined`. No version shows a zero. */
const noBadge: ViewBadge = { value: 0, tooltip: '' };

const nothing: TreeDataProvider<never> = {
  getChildren: () => [],
  getTreeItem: (element) => element,
};

/**
 * The chat in a side bar. VS Code may resolve the view again, for example when it is dragged to the other side bar: the
 * connection to the previous page is disposed of first.
 */
export class ChatView implements WebviewViewProvider, Disposable {
  private view: WebviewView | undefined;
  private connection: ChatConnection | undefined;
  private subscriptions: readonly Disposable[] = [];
  private badge = noBadge;
  private unopened: TreeView<never> | undefined;

  /** @param connect connects a page to the conversation of the side bar. */
  constructor(private readonly connect: (surface: ChatSurface) => ChatConnection) {}

  get current(): ChatConnection | undefined {
    return this.connection;
  }

  resolveWebviewView(view: WebviewView): void {
    this.detach();
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
        if (this.view === view) this.detach();
      }),
    ];
    this.showBadge();
  }

  /** Shows a number on the icon, even if the view has not been opened. A zero is not shown. */
  setBadge(badge: ViewBadge): void {
    this.badge = badge;
    this.showBadge();
  }

  dispose(): void {
    this.detach();
    this.unopened?.dispose();
  }

  private detach(): void {
    disposeAll(this.subscriptions);
    this.subscriptions = [];
    this.connection = undefined;
    this.view = undefined;
  }

  /**
   * A webview view can have a badge only after it was opened. A tree view can have one from the start, and one that is
   * never shown puts its badge on the same icon.
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
