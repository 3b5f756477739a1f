import { env, l10n, Uri, type Webview } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import type { MediaItem } from '../../shared/conversation/content';
import { emptyConversation } from '../../shared/conversation/conversation';
import type { ChatEvent } from '../../shared/conversation/chatEvent';
import { Emitter, type Disposable, type Event } from '../../shared/emitter';
import {
  parseViewMessage,
  type HostMessage,
  type NavigationTarget,
  type PageFocus,
  type ReturnReason,
  type ViewContext,
  type ViewMessage,
} from '../../shared/protocol';
import type { TypedEntry } from '../../shared/conversation/typedEntry';
import { EventBatcher } from './eventBatcher';
import type { Log } from '../log';
import { StartWatch } from './startWatch';
import { webviewHtml } from './webviewHtml';

export type ChatPlace = 'sideBar' | 'editor';

/** A place where VS Code shows the chat: the view in a side bar, or an editor tab. */
export interface ChatSurface {
  readonly webview: Webview;
  readonly place: ChatPlace;
  readonly isVisible: () => boolean;
  /** Fires when it was shown or hidden. */
  readonly onDidChangeVisibility: Event<unknown>;
  /** Brings it to the front; takes the focus unless told otherwise. */
  readonly reveal: (preserveFocus: boolean) => void;
}

export interface ChatConnectionDeps {
  /** Folder of the built files; the only one the page may load from. */
  readonly dist: Uri;
  readonly contextFor: (session: ChatSession | undefined) => Promise<ViewContext>;
  /** Keeps the session open while it is shown. */
  readonly hold: (session: ChatSession) => Disposable;
  /** What was typed in this conversation and not sent. */
  readonly typedFor: (session: ChatSession | undefined) => Promise<readonly TypedEntry[]>;
  readonly receive: (connection: ChatConnection, message: ViewMessage) => void;
  /** The page has got the focus or lost it. */
  readonly focusChanged: (connection: ChatConnection, focus: PageFocus) => void;
  readonly log: Log;
}

/** The focus is not waited for longer than this, in milliseconds. */
const focusLimitMs = 1000;

/**
 * Joins one surface and one session: keeps the page supplied with what it shows, and brings back what the user wants.
 * VS Code throws the page of a hidden surface away and loses messages to it, so nothing here relies on a message having
 * arrived: a page that says `ready` gets everything.
 */
export class ChatConnection implements Disposable {
  private readonly batcher: EventBatcher;
  private readonly begun: Promise<void>;
  private readonly own: Disposable[] = [];
  private readonly changed = new Emitter<undefined>();
  private sessionSubscriptions: Disposable[] = [];
  private shown: ChatSession | undefined;
  private readonly startWatch: StartWatch;
  /** What must not get lost while the page is away: text on its way back to the composer, and where to go. */
  private waiting: HostMessage[] = [];
  private hasSpoken = false;
  private hasFocus = false;
  private readonly focused = new Emitter<undefined>();
  /** The page has said ready and has been given what it shows. */
  private isServed = false;
  private isDisposed = false;

  constructor(
    readonly surface: ChatSurface,
    private readonly deps: ChatConnectionDeps,
    /** What to show first; until it is known the page is told nothing. */
    first: Promise<ChatSession | undefined>,
  ) {
    this.batcher = new EventBatcher(
      ({ from, events }) =>
        this.post({ type: 'events', conversationId: this.shown?.conversation.id ?? '', from, events }),
      (callback, delayMs) => {
        const timer = setTimeout(callback, delayMs);
        return { dispose: () => clearTimeout(timer) };
      },
    );
    this.startWatch = new StartWatch(deps.log);
    surface.webview.options = { enableScripts: true, localResourceRoots: [deps.dist] };
    this.own.push(
      surface.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      surface.onDidChangeVisibility(() => this.visibilityChanged()),
    );
    this.reload();
    this.begun = first.then(
      (session) => this.show(session),
      (error: unknown) => deps.log.error('The conversation could not be opened', error),
    );
  }

  /** The conversation, its title or its state may have changed. Silent about pieces of text. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  /** What the surface shows; `undefined` for a conversation that has not begun. */
  get session(): ChatSession | undefined {
    return this.shown;
  }

  get isFocused(): boolean {
    return this.hasFocus;
  }

  /** Shows another conversation. */
  show(session: ChatSession | undefined): void {
    if (session === this.shown || this.isDisposed) return;
    for (const subscription of this.sessionSubscriptions) subscription.dispose();
    this.shown = session;
    this.batcher.clear();
    this.isServed = false;
    this.sessionSubscriptions = session
      ? [
          this.deps.hold(session),
          session.onDidEmit(({ seq, event }) => {
            if (this.isServed) this.batcher.push(seq, event);
            if (!isPartOfText(event)) this.changed.fire(undefined);
          }),
          session.onDidReset(() => {
            void this.serve();
            this.changed.fire(undefined);
          }),
          session.onDidReturnDraft((draft) => this.restoreDraft(draft.text, draft.attachments)),
          session.onDidSendAgain((draft) => this.postOrKeep({ type: 'removeDraft', ...draft })),
        ]
      : [];
    void this.serve();
    this.changed.fire(undefined);
  }

  navigate(target: NavigationTarget): void {
    this.postOrKeep({ type: 'navigate', target });
  }

  /** Brings the focus back to where it was in the page; resolves when it is there. A chat that is not in view is left alone. */
  async takeFocus(): Promise<void> {
    if (this.isDisposed || !this.surface.isVisible()) return;
    if (!this.hasFocus) {
      this.surface.reveal(false);
      await new Promise<void>((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          subscription.dispose();
          resolve();
        };
        const timer = setTimeout(end, focusLimitMs);
        const subscription = this.focused.event(end);
        this.navigate('lastFocus');
      });
    }
  }

  /** Puts what the user wrote back into the composer, now or as soon as there is one again, and shows the reason. */
  restoreDraft(text: string, attachments: readonly MediaItem[], reason?: ReturnReason): void {
    this.postOrKeep({ type: 'restoreDraft', text, attachments, ...(reason && { reason }) });
  }

  async postContext(): Promise<void> {
    const context = await this.deps.contextFor(this.shown);
    if (this.isServed) this.post({ type: 'context', context });
  }

  /**
   * Says something to a page that is there. Whether it is there is known by its own word: when windows are restored, VS Code
   * calls a surface hidden that is on the screen.
   */
  post(message: HostMessage): void {
    if (this.hasSpoken) this.say(message);
  }

  /** Loads the page anew, with a fresh nonce. The draft survives in the page's own state. */
  reload(): void {
    const { webview } = this.surface;
    const uri = (name: string) => webview.asWebviewUri(Uri.joinPath(this.deps.dist, name)).toString();
    this.hasSpoken = false;
    this.isServed = false;
    webview.html = webviewHtml({
      cspSource: webview.cspSource,
      scriptUri: uri('webview.js'),
      styleUri: uri('webview.css'),
      onDemandUri: uri('webview-'),
      language: env.language,
      title: l10n.t('Chat'),
    });
    if (this.surface.isVisible()) this.startWatch.begin();
  }

  dispose(): void {
    this.isDisposed = true;
    this.startWatch.dispose();
    this.batcher.dispose();
    this.changed.dispose();
    this.focused.dispose();
    for (const one of [...this.own, ...this.sessionSubscriptions]) one.dispose();
  }

  private say(message: HostMessage): void {
    if (!this.isDisposed) void this.surface.webview.postMessage(message);
  }

  private postOrKeep(message: HostMessage): void {
    if (this.isServed) this.post(message);
    else this.waiting.push(message);
  }

  private receive(message: unknown): void {
    const parsed = parseViewMessage(message);
    if (!parsed) {
      this.deps.log.warn('A message of the view was not understood and is refused.');
      const act = (message as { readonly type?: unknown } | null)?.type;
      this.post({ type: 'refused', act: typeof act === 'string' ? act : '' });
      return;
    }
    if (parsed.type === 'focusChanged') {
      this.setFocus(parsed.focus);
      return;
    }
    if (parsed.type !== 'ready') {
      this.deps.receive(this, parsed);
      return;
    }
    this.startWatch.end();
    this.hasSpoken = true;
    void this.serve();
  }

  private setFocus(focus: PageFocus): void {
    this.hasFocus = focus === 'here';
    this.deps.focusChanged(this, focus);
    if (this.hasFocus) this.focused.fire(undefined);
  }

  /**
   * Gives the page everything, and then what waited for it. The conversation is read after the waits: what happened
   * meanwhile is in it, and later events follow it.
   */
  private async serve(): Promise<void> {
    await this.begun;
    const session = this.shown;
    const [context, entries] = await Promise.all([
      this.deps.contextFor(session),
      this.deps.typedFor(session),
    ]);
    if (session !== this.shown || !this.hasSpoken) return;
    this.batcher.clear();
    if (entries.length > 0) this.post({ type: 'typed', entries });
    this.post({
      type: 'snapshot',
      seq: session?.seq ?? 0,
      conversation: session?.conversation ?? emptyConversation,
      context,
    });
    this.isServed = true;
    const { waiting } = this;
    this.waiting = [];
    for (const message of waiting) this.post(message);
  }

  private visibilityChanged(): void {
    if (!this.surface.isVisible()) {
      this.batcher.clear();
      this.startWatch.end();
      this.hasSpoken = false;
      this.isServed = false;
      this.setFocus('elsewhere');
      return;
    }
    this.startWatch.begin();
    // A page that outlived being hidden takes this number for a gap, and asks for everything; a new one says ready.
    this.say({
      type: 'events',
      conversationId: this.shown?.conversation.id ?? '',
      from: Number.MAX_SAFE_INTEGER,
      events: [],
    });
  }
}

function isPartOfText(event: ChatEvent): boolean {
  return event.type === 'textAppended' || event.type === 'reasoningAppended';
}
