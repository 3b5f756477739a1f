import { env, l10n, Uri, type Webview } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import type { UserMessage } from '../../shared/conversation/userMessage';
import { emptyConversation, type Conversation } from '../../shared/conversation/conversation';
import { isDelta } from '../../shared/conversation/joinDeltas';
import { Emitter, type Disposable, type Event } from '../../shared/emitter';
import {
  parseViewMessage,
  type HostMessage,
  type NavigationTarget,
  type PageFocus,
  type ReturnReason,
  type ViewMessage,
} from '../../shared/protocol';
import { DisposableBase, disposeAll } from '../disposable';
import { LoadTimeoutNotice } from '../page/loadTimeoutNotice';
import { WebviewChannel } from '../page/webviewChannel';
import type { Services } from '../services';
import { EventBatcher } from './eventBatcher';
import { viewContext, type ViewContextDeps } from './viewContext';
import { webviewHtml } from '../page/webviewHtml';
import type { ChatPlace } from '../contextKeys';

/** A place where VS Code shows the chat: the view in a side bar, or an editor tab. */
export interface ChatSurface {
  readonly webview: Webview;
  readonly place: ChatPlace;
  readonly isVisible: () => boolean;
  readonly onDidChangeVisibility: Event<unknown>;
  /** Brings the surface to the front, and moves the focus into it unless `preserveFocus` is true. */
  readonly reveal: (preserveFocus: boolean) => void;
}

/** A message that returned to the composer, or was sent again from its turn. */
export interface MovedDraft {
  readonly message: UserMessage;
  readonly to: 'composer' | 'turn';
}

type ChatConnectionDeps = Pick<Services, 'extensionUri' | 'sessions' | 'typed' | 'log'> & ViewContextDeps;

/** Longest wait for the focus, in milliseconds. */
const focusTimeoutMs = 1000;

/** Connects one surface to the session it shows: sends the page snapshots and events, and receives its messages. */
export class ChatConnection extends DisposableBase {
  private readonly channel: WebviewChannel<HostMessage, ViewMessage>;
  private readonly batcher: EventBatcher;
  private readonly opened: Promise<void>;
  private readonly changed = this.register(new Emitter<undefined>());
  private readonly received = this.register(new Emitter<ViewMessage>());
  private readonly focusChanged = this.register(new Emitter<PageFocus>());
  private readonly synced = this.register(new Emitter<undefined>());
  private readonly draftMoved = this.register(new Emitter<MovedDraft>());
  private readonly disposed = new Emitter<undefined>();
  private sessionSubscriptions: readonly Disposable[] = [];
  private shown: ChatSession | undefined;
  private hasFocus = false;
  private snapshotSent = false;
  private isDisposed = false;

  constructor(
    readonly surface: ChatSurface,
    private readonly deps: ChatConnectionDeps,
    /** The session to show first. The page is sent nothing until it is known. */
    first: Promise<ChatSession | undefined>,
  ) {
    super();
    const { webview } = surface;
    const dist = Uri.joinPath(deps.extensionUri, 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this.channel = this.register(
      new WebviewChannel<HostMessage, ViewMessage>(surface, {
        html: () => chatHtml(webview, dist),
        parse: parseViewMessage,
        loadTimeout: new LoadTimeoutNotice(
          l10n.t('The Coze chat has not started yet. [Reload view]({command})', {
            command: 'command:coze.reloadView',
          }),
          deps.log,
        ),
        log: deps.log,
      }),
    );
    this.batcher = this.register(
      new EventBatcher(
        ({ from, events }) =>
          this.post({ type: 'events', conversationId: this.shown?.conversation.id ?? '', from, events }),
        (callback, delayMs) => {
          const timer = setTimeout(callback, delayMs);
          return { dispose: () => clearTimeout(timer) };
        },
      ),
    );
    this.register(this.channel.onDidReceive((message) => this.receive(message)));
    this.register(this.channel.onDidBecomeReady(() => void this.sendSnapshot()));
    this.register(surface.onDidChangeVisibility(() => this.visibilityChanged()));
    this.reload();
    this.opened = first.then(
      (session) => this.show(session),
      (error: unknown) => deps.log.error('The conversation could not be opened', error),
    );
  }

  /** The conversation, its title or its state may have changed. Does not fire for text that arrives. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  readonly onDidReceive: Event<ViewMessage> = this.received.event;

  readonly onDidChangeFocus: Event<PageFocus> = this.focusChanged.event;

  /** Fires when the page has been sent a snapshot: after it was loaded, and when it shows another conversation. */
  readonly onDidSync: Event<undefined> = this.synced.event;

  /** Fires when a message returned to the composer, or left it because it was sent again. */
  readonly onDidMoveDraft: Event<MovedDraft> = this.draftMoved.event;

  readonly onDidDispose: Event<undefined> = this.disposed.event;

  /** The session that is shown; `undefined` for a new conversation. */
  get session(): ChatSession | undefined {
    return this.shown;
  }

  get isFocused(): boolean {
    return this.hasFocus;
  }

  show(session: ChatSession | undefined): void {
    if (session === this.shown || this.isDisposed) return;
    disposeAll(this.sessionSubscriptions);
    this.shown = session;
    this.batcher.clear();
    this.sessionSubscriptions = session ? this.subscribe(session) : [];
    void this.sendSnapshot();
    this.changed.fire(undefined);
  }

  navigate(target: NavigationTarget): void {
    this.postAfterSnapshot({ type: 'navigate', target });
  }

  /** Restores the focus in the page; resolves once the page has it. Does nothing for a surface that is not visible. */
  async takeFocus(): Promise<void> {
    if (this.isDisposed || this.hasFocus || !this.surface.isVisible()) return;
    this.surface.reveal(false);
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        subscription.dispose();
        resolve();
      };
      const timer = setTimeout(end, focusTimeoutMs);
      const subscription = this.focusChanged.event((focus) => {
        if (focus === 'here') end();
      });
      this.navigate('lastFocus');
    });
  }

  /** Returns a text to the composer, with the reason to show. A page that is not ready receives it later. */
  restoreDraft(message: UserMessage, reason?: ReturnReason): void {
    // The state of uploads is sent separately; a draft contains only URLs.
    const attachments = message.attachments.filter(({ fileId }) => fileId === undefined);
    this.postAfterSnapshot({ type: 'restoreDraft', ...message, attachments, ...(reason && { reason }) });
    this.draftMoved.fire({ message, to: 'composer' });
  }

  /** Removes a message from the composer that was returned to it, because it is sent again. */
  removeDraft(message: UserMessage): void {
    this.postAfterSnapshot({ type: 'removeDraft', ...message });
    this.draftMoved.fire({ message, to: 'turn' });
  }

  /** Adds a text to the composer as a chip. A page that is not ready receives it later. */
  addSnippet(label: string, text: string): void {
    this.postAfterSnapshot({ type: 'addSnippet', label, text });
  }

  async postContext(): Promise<void> {
    const context = await viewContext(this.shown, this.deps);
    if (this.isSynced) this.post({ type: 'context', context });
  }

  /** Sends a message to a page that is ready; otherwise drops it. */
  post(message: HostMessage): void {
    this.channel.post(message);
  }

  /** Reloads the page. The page itself persists the draft. */
  reload(): void {
    this.channel.load();
  }

  override dispose(): void {
    this.isDisposed = true;
    disposeAll(this.sessionSubscriptions);
    super.dispose();
    this.disposed.fire(undefined);
  }

  /** Whether the page has the snapshot that later events build on. */
  private get isSynced(): boolean {
    return this.channel.isReady && this.snapshotSent;
  }

  private subscribe(session: ChatSession): readonly Disposable[] {
    return [
      this.deps.sessions.hold(session),
      session.onDidEmit(({ seq, event }) => {
        if (this.isSynced) this.batcher.push(seq, event);
        if (!isDelta(event)) this.changed.fire(undefined);
      }),
      session.onDidReset(() => {
        void this.sendSnapshot();
        this.changed.fire(undefined);
      }),
      session.onDidReturnDraft((draft) => this.restoreDraft(draft)),
      session.onDidSendAgain((draft) => this.removeDraft(draft)),
    ];
  }

  private postAfterSnapshot(message: HostMessage): void {
    this.channel.enqueue(message);
    if (this.isSynced) this.channel.flush();
  }

  private receive(message: Exclude<ViewMessage, { readonly type: 'ready' }>): void {
    if (message.type === 'focusChanged') this.setFocus(message.focus);
    else this.received.fire(message);
  }

  private setFocus(focus: PageFocus): void {
    this.hasFocus = focus === 'here';
    this.focusChanged.fire(focus);
  }

  /**
   * Sends the whole state, then the queued messages. The conversation is read after the last `await`, so that it includes
   * the events dropped meanwhile.
   */
  private async sendSnapshot(): Promise<void> {
    this.snapshotSent = false;
    await this.opened;
    const session = this.shown;
    const [context, entries] = await Promise.all([
      viewContext(session, this.deps),
      this.deps.typed.of(typedIds(session?.conversation)),
    ]);
    if (session !== this.shown || !this.channel.isReady) return;
    this.batcher.clear();
    if (entries.length > 0) this.post({ type: 'typed', entries });
    this.post({
      type: 'snapshot',
      seq: session?.seq ?? 0,
      conversation: session?.conversation ?? emptyConversation,
      context,
    });
    this.snapshotSent = true;
    this.channel.flush();
    this.synced.fire(undefined);
  }

  private visibilityChanged(): void {
    if (this.surface.isVisible()) return;
    this.batcher.clear();
    this.setFocus('elsewhere');
  }
}

function chatHtml(webview: Webview, dist: Uri): string {
  const uri = (name: string) => webview.asWebviewUri(Uri.joinPath(dist, name)).toString();
  return webviewHtml({
    cspSource: webview.cspSource,
    scriptUri: uri('webview.js'),
    styleUri: uri('webview.css'),
    onDemandUri: uri('webview-'),
    language: env.language,
    title: l10n.t('Chat'),
  });
}

/** Ids of the texts to restore: of the composer, of messages that are edited, and of the forms in the last turn. */
function typedIds(conversation: Conversation | undefined): readonly string[] {
  const turns = conversation?.turns ?? [];
  const forms = turns.at(-1)?.runs ?? [];
  return [conversation?.id ?? '', ...[...turns, ...forms].map(({ id }) => id)];
}
