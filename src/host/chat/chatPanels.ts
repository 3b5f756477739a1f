import { l10n, Uri, ViewColumn, window, type WebviewPanel, type WebviewPanelSerializer } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import { Emitter, type Disposable, type Event } from '../../shared/emitter';
import { disposeAll } from '../disposable';
import type { ChatConnection, ChatSurface } from './chatConnection';

/** View type of the panel; the manifest has an activation event for it. */
export const chatPanelType = 'coze.chatPanel';

interface OpenPanel {
  readonly panel: WebviewPanel;
  readonly connection: ChatConnection;
}

interface ChatPanelsDeps {
  readonly connect: (surface: ChatSurface, first: Promise<ChatSession | undefined>) => ChatConnection;
  /** Opens the conversation of a restored tab; resolves to `undefined` if it no longer exists. */
  readonly reopen: (conversationId: string) => Promise<ChatSession | undefined>;
  readonly extensionUri: Uri;
}

/** Chats in editor tabs, each with its conversation. VS Code restores them after a restart. */
export class ChatPanels implements WebviewPanelSerializer, Disposable {
  private panels: readonly OpenPanel[] = [];
  private readonly changed = new Emitter<undefined>();

  constructor(private readonly deps: ChatPanelsDeps) {}

  /** Fires when a tab was opened, closed or activated. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  get all(): readonly ChatConnection[] {
    return this.panels.map(({ connection }) => connection);
  }

  /** The chat in the active editor tab, if there is one. */
  get active(): ChatConnection | undefined {
    return this.panels.find(({ panel }) => panel.active)?.connection;
  }

  open(session: ChatSession | undefined): ChatConnection {
    const panel = window.createWebviewPanel(
      chatPanelType,
      l10n.t('Coze chat'),
      { viewColumn: ViewColumn.Active },
      { enableScripts: true },
    );
    return this.adopt(panel, Promise.resolve(session));
  }

  deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const conversationId = conversationIdOf(state);
    this.adopt(
      panel,
      conversationId === undefined ? Promise.resolve(undefined) : this.deps.reopen(conversationId),
    );
    return Promise.resolve();
  }

  dispose(): void {
    disposeAll(this.all);
    this.panels = [];
    this.changed.dispose();
  }

  private adopt(panel: WebviewPanel, first: Promise<ChatSession | undefined>): ChatConnection {
    panel.iconPath = Uri.joinPath(this.deps.extensionUri, 'media', 'icon.png');
    const connection = this.deps.connect(
      {
        webview: panel.webview,
        place: 'editor',
        isVisible: () => panel.visible,
        onDidChangeVisibility: (listener) => panel.onDidChangeViewState(listener),
        reveal: (preserveFocus) => panel.reveal(undefined, preserveFocus),
      },
      first,
    );
    const titles = connection.onDidChange(() => {
      panel.title = connection.session?.conversation.title || l10n.t('Coze chat');
    });
    this.panels = [...this.panels, { panel, connection }];
    panel.onDidChangeViewState(() => this.changed.fire(undefined));
    panel.onDidDispose(() => {
      titles.dispose();
      connection.dispose();
      this.panels = this.panels.filter((other) => other.panel !== panel);
      this.changed.fire(undefined);
    });
    this.changed.fire(undefined);
    return connection;
  }
}

/** Reads the conversation from the page's persisted state, which is not trusted. */
function conversationIdOf(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !('conversationId' in state)) return undefined;
  const { conversationId } = state;
  return typeof conversationId === 'string' && /^[0-9a-f]{32}$/.test(conversationId)
    ? conversationId
    : undefined;
}
