import { commands, l10n } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import { maySay, say, sayEdited, sayQueued, type SayDeps, type Speaker } from '../../chat/say';
import { textMessage, type UserMessage } from '../../shared/conversation/userMessage';
import { Emitter, type Disposable, type Event } from '../../shared/emitter';
import type { ViewMessage, WhileWaiting } from '../../shared/protocol';
import { ChatConnection, type ChatSurface, type MovedDraft } from './chatConnection';
import { ChatPanels } from './chatPanels';
import { ChatView, chatViewId } from './chatView';
import { DisposableBase } from '../disposable';
import { UserError } from '../guard';
import { ChatFocus } from './chatFocus';
import { origin } from '../origin';
import type { Services } from '../services';
import { mayUseTokens } from '../consent/budgetConsent';
import { ensureConsent } from '../consent/workflowConsent';

export interface ChatMessage {
  readonly connection: ChatConnection;
  readonly message: ViewMessage;
}

interface FormerPlaces {
  readonly panels: readonly ChatConnection[];
  readonly wasInSideBar: boolean;
}

/** Key of the conversation in the side bar of this workspace. */
const sideBarKey = 'coze.sideBarConversation';
const connectTimeoutMs = 30_000;

/** All chats, and which conversation each of them shows. */
export class Chats extends DisposableBase {
  readonly focus = this.register(new ChatFocus());
  readonly view: ChatView;
  readonly panels: ChatPanels;
  private sideBarSession: ChatSession | undefined;
  private sideBarHold: Disposable | undefined;
  /** Deleted conversations, and the chats that showed them: Undo restores them there. */
  private readonly former = new Map<string, FormerPlaces>();
  private restored: Promise<void> | undefined;
  private readonly sayDeps: SayDeps;
  private readonly changed = this.register(new Emitter<undefined>());
  private readonly connected = this.register(new Emitter<ChatConnection>());
  private readonly received = this.register(new Emitter<ChatMessage>());
  private readonly synced = this.register(new Emitter<ChatConnection>());
  private readonly draftMoved = this.register(
    new Emitter<MovedDraft & { readonly connection: ChatConnection }>(),
  );

  constructor(private readonly services: Services) {
    super();
    const { sessions, budget, catalog, consents, inputs } = services;
    this.sayDeps = {
      sessions,
      workflows: catalog,
      consent: async (workflow) =>
        (await ensureConsent(workflow, consents)) && (await mayUseTokens(workflow, budget)),
      complete: (workflow, message) => inputs.completed(workflow, message),
    };
    this.view = this.register(new ChatView((surface) => this.connectSideBar(surface)));
    this.panels = this.register(
      new ChatPanels({
        extensionUri: services.extensionUri,
        connect: (surface, first) => this.connect(surface, first),
        reopen: (id) => sessions.load(id),
      }),
    );
    const changed = () => this.changed.fire(undefined);
    this.register(this.panels.onDidChange(changed));
    this.register(this.focus.onDidChange(changed));
  }

  /** Fires when the view in the side bar was opened. */
  readonly onDidConnect: Event<unknown> = this.connected.event;

  /** Fires when a page has sent a message. */
  readonly onDidReceive: Event<ChatMessage> = this.received.event;

  /** Fires when a page has been sent a snapshot. */
  readonly onDidSync: Event<ChatConnection> = this.synced.event;

  /** Fires when a message returned to a composer, or left it because it was sent again. */
  readonly onDidMoveDraft: Event<MovedDraft & { readonly connection: ChatConnection }> =
    this.draftMoved.event;

  /** Fires when a chat was opened or closed, shows another conversation, or changed in more than its text. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  /**
   * The chat to act on: the one where the action started, or else the visible chat that had the focus last, the active
   * editor tab, or the side bar.
   */
  get active(): ChatConnection | undefined {
    const { last } = this.focus;
    return origin() ?? (last?.surface.isVisible() ? last : (this.panels.active ?? this.view.current));
  }

  /** The session to act on, even if the side bar has not been opened. */
  get activeSession(): ChatSession | undefined {
    const { active } = this;
    return active && active !== this.view.current ? active.session : this.sideBarSession;
  }

  get all(): readonly ChatConnection[] {
    const sideBar = this.view.current;
    return sideBar ? [sideBar, ...this.panels.all] : this.panels.all;
  }

  /** Shows the active chat and moves the focus into it. Opens the side bar if there is no chat. */
  async reveal(): Promise<ChatConnection> {
    const { active } = this;
    // VS Code would move the focus to the frame around a page that already has it.
    if (active?.isFocused) return active;
    if (active && active !== this.view.current) {
      active.surface.reveal(false);
      return active;
    }
    const connection = this.whenConnected();
    await commands.executeCommand(`${chatViewId}.focus`);
    return connection;
  }

  /** {@link say}s something in a chat. A message that was not sent returns to the composer, with the reason. */
  async send(connection: ChatConnection, message: UserMessage, whileWaiting?: WhileWaiting): Promise<void> {
    const result = await say(message, this.speaker(connection), this.sayDeps, whileWaiting);
    if (result === 'sent') return;
    const isReason = result === 'waiting' || result === 'noWorkflow';
    connection.restoreDraft(message, isReason ? result : undefined);
    if (result === 'attachmentInvalid')
      throw new UserError(l10n.t('An attachment must have a public https or http URL.'));
  }

  /** Sends a queued message now, see {@link sayQueued}. One that is not sent stays in the queue, where the view shows it. */
  async sendQueued(connection: ChatConnection, queueId: string, whileWaiting?: WhileWaiting): Promise<void> {
    const result = await sayQueued(queueId, this.speaker(connection), this.sayDeps, whileWaiting);
    if (result === 'noWorkflow')
      throw new UserError(
        l10n.t('The message was not sent: no workflow is set up. Add one, then send it again.'),
      );
  }

  /** Sends a turn with another text in a new conversation, see {@link sayEdited}. */
  async fork(connection: ChatConnection, turnId: string, text: string): Promise<void> {
    const result = await sayEdited(turnId, text, this.speaker(connection), this.sayDeps);
    if (result === 'declined') connection.restoreDraft(textMessage(text));
  }

  /** Whether the workflow of a conversation may run. Asks about a workflow of the workspace. */
  mayRun(session: ChatSession): Promise<boolean> {
    return maySay(session, this.sayDeps);
  }

  /** Shows an empty chat. Its first message starts a conversation with the workflow selected then. */
  startNew(connection: ChatConnection): void {
    this.show(connection, undefined);
  }

  /** Shows an empty chat, unless the conversation already uses the selected workflow. */
  useSelected(connection: ChatConnection): void {
    const { catalog } = this.services;
    const { session } = connection;
    if (session && catalog.byKey(session.conversation.workflow?.key ?? '') !== catalog.selected)
      this.startNew(connection);
  }

  /** Opens the active conversation in an editor tab. The side bar keeps showing it. */
  openInEditor(): void {
    this.panels.open(this.activeSession);
  }

  /** Shows a stored conversation. Resolves to false if it no longer exists. */
  async open(connection: ChatConnection, conversationId: string): Promise<boolean> {
    const session = await this.services.sessions.load(conversationId);
    if (session) this.show(connection, session);
    return session !== undefined;
  }

  /** Removes a deleted conversation from every chat, and remembers these chats for {@link showRestored}. */
  hideDeleted(conversationId: string): void {
    const panels = this.panels.all.filter((panel) => panel.session?.id === conversationId);
    const wasInSideBar = this.sideBarSession?.id === conversationId;
    this.former.set(conversationId, { panels, wasInSideBar });
    for (const connection of this.all) {
      if (connection.session?.id === conversationId) this.startNew(connection);
    }
    if (wasInSideBar) this.setSideBarSession(undefined);
  }

  /** Shows a restored conversation in its former chats, except those that show another one now. */
  async showRestored(conversationId: string): Promise<void> {
    const former = this.former.get(conversationId);
    this.former.delete(conversationId);
    const session = former && (await this.services.sessions.load(conversationId));
    if (!session) return;
    for (const panel of this.panels.all) {
      if (former.panels.includes(panel) && !panel.session) this.show(panel, session);
    }
    if (!former.wasInSideBar || this.sideBarSession) return;
    const sideBar = this.view.current;
    if (sideBar) this.show(sideBar, session);
    else this.setSideBarSession(session);
  }

  /** The session of the side bar; loads the one that this workspace showed last. */
  async sideBarConversation(): Promise<ChatSession | undefined> {
    this.restored ??= this.restore();
    await this.restored;
    return this.sideBarSession;
  }

  async postContext(): Promise<void> {
    await Promise.all(this.all.map((connection) => connection.postContext()));
  }

  private speaker(connection: ChatConnection): Speaker {
    return {
      get session() {
        return connection.session;
      },
      show: (session) => this.show(connection, session),
    };
  }

  private show(connection: ChatConnection, session: ChatSession | undefined): void {
    if (connection === this.view.current) {
      this.setSideBarSession(session);
      void this.services.workspaceState.update(sideBarKey, session?.id);
    }
    connection.show(session);
  }

  /** The session stays open while the view is closed. */
  private setSideBarSession(session: ChatSession | undefined): void {
    this.sideBarHold?.dispose();
    this.sideBarHold = session && this.services.sessions.hold(session);
    this.sideBarSession = session;
  }

  private connectSideBar(surface: ChatSurface): ChatConnection {
    const first = this.sideBarConversation();
    const connection = this.connect(surface, first);
    void first.then(() => this.connected.fire(connection));
    return connection;
  }

  private connect(surface: ChatSurface, first: Promise<ChatSession | undefined>): ChatConnection {
    const connection = new ChatConnection(surface, this.services, first);
    connection.onDidChange(() => this.changed.fire(undefined));
    connection.onDidSync(() => this.synced.fire(connection));
    connection.onDidMoveDraft((moved) => this.draftMoved.fire({ ...moved, connection }));
    connection.onDidReceive((message) => this.received.fire({ connection, message }));
    connection.onDidChangeFocus((focus) => this.focus.report(connection, focus));
    connection.onDidDispose(() => this.focus.forget(connection));
    return connection;
  }

  private whenConnected(): Promise<ChatConnection> {
    const current = this.view.current;
    if (current) return Promise.resolve(current);
    return new Promise((resolve, reject) => {
      const subscription = this.connected.event((connection) => {
        clearTimeout(timer);
        subscription.dispose();
        resolve(connection);
      });
      const timer = setTimeout(() => {
        subscription.dispose();
        reject(new UserError(l10n.t("The Coze chat doesn't start.")));
      }, connectTimeoutMs);
    });
  }

  private async restore(): Promise<void> {
    const id = this.services.workspaceState.get<string>(sideBarKey);
    const session = id === undefined ? undefined : await this.services.sessions.load(id);
    if (!this.sideBarSession) this.setSideBarSession(session);
  }
}
