import { Emitter, type Event } from '../../shared/emitter';
import { DisposableBase } from '../disposable';
import type { Log } from '../log';
import type { LoadTimeoutNotice } from './loadTimeoutNotice';

/** What a channel uses of a webview and of the view or tab around it. */
export interface PageHost {
  readonly webview: {
    html: string;
    readonly postMessage: (message: unknown) => Thenable<boolean>;
    readonly onDidReceiveMessage: Event<unknown>;
  };
  readonly isVisible: () => boolean;
  readonly onDidChangeVisibility: Event<unknown>;
}

/** Messages that every page handles. */
export type ChannelMessage =
  /** Messages may have been lost: a page that has survived being hidden answers `ready`. */
  | { readonly type: 'resync' }
  /** A message of the page, of type `act`, was invalid and had no effect. */
  | { readonly type: 'refused'; readonly act: string };

/** Sent by a page that has loaded, or that has missed a message, and needs its whole state. */
interface ReadyMessage {
  readonly type: 'ready';
}

export interface WebviewChannelDeps<FromView> {
  /** The HTML document; called for each load, because each needs a fresh nonce. */
  readonly html: () => string;
  /** Validates a message of the page; `undefined` for an invalid one. */
  readonly parse: (message: unknown) => FromView | ReadyMessage | undefined;
  readonly loadTimeout: Pick<LoadTimeoutNotice, 'start' | 'stop'>;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * Typed messages between the extension and one page. VS Code discards the page of a hidden view and the messages sent to
 * it, so delivery is never assumed: the page reports `ready` after each load, and is then sent its whole state.
 */
export class WebviewChannel<ToView, FromView extends { readonly type: string }> extends DisposableBase {
  private readonly readied = this.register(new Emitter<undefined>());
  private readonly received = this.register(new Emitter<Exclude<FromView, ReadyMessage>>());
  private pending: ToView[] = [];
  private pageReady = false;
  private isDisposed = false;

  constructor(
    private readonly host: PageHost,
    private readonly deps: WebviewChannelDeps<FromView>,
  ) {
    super();
    this.register(host.webview.onDidReceiveMessage((message) => this.receive(message)));
    this.register(host.onDidChangeVisibility(() => this.visibilityChanged()));
  }

  /** The page needs its whole state. */
  readonly onDidBecomeReady: Event<undefined> = this.readied.event;

  readonly onDidReceive: Event<Exclude<FromView, ReadyMessage>> = this.received.event;

  /**
   * Whether the page receives messages. Known from the page itself: while windows are being restored, VS Code reports views
   * on the screen as hidden.
   */
  get isReady(): boolean {
    return this.pageReady;
  }

  /** Loads the page, or reloads it with a fresh nonce. */
  load(): void {
    this.pageReady = false;
    this.host.webview.html = this.deps.html();
    if (this.host.isVisible()) this.deps.loadTimeout.start();
  }

  /** Sends a message to a page that is ready; otherwise drops it. */
  post(message: ToView | ChannelMessage): void {
    if (this.pageReady) this.send(message);
  }

  /** Keeps a message for {@link flush}. */
  enqueue(message: ToView): void {
    this.pending.push(message);
  }

  /** Sends the queued messages, in order; keeps them while the page is not ready. */
  flush(): void {
    if (!this.pageReady) return;
    const { pending } = this;
    this.pending = [];
    for (const message of pending) this.post(message);
  }

  override dispose(): void {
    this.isDisposed = true;
    this.deps.loadTimeout.stop();
    super.dispose();
  }

  private send(message: ToView | ChannelMessage): void {
    if (!this.isDisposed) void this.host.webview.postMessage(message);
  }

  private receive(message: unknown): void {
    const parsed = this.deps.parse(message);
    if (!parsed) {
      this.deps.log.warn('An invalid message of the view was refused.');
      const type = (message as { readonly type?: unknown } | null)?.type;
      this.post({ type: 'refused', act: typeof type === 'string' ? type : '' });
    } else if (isReadyMessage(parsed)) {
      this.deps.loadTimeout.stop();
      this.pageReady = true;
      this.readied.fire(undefined);
    } else {
      this.received.fire(parsed as Exclude<FromView, ReadyMessage>);
    }
  }

  private visibilityChanged(): void {
    if (this.host.isVisible()) {
      this.deps.loadTimeout.start();
      this.send({ type: 'resync' });
    } else {
      this.deps.loadTimeout.stop();
      this.pageReady = false;
    }
  }
}

function isReadyMessage(message: { readonly type: string }): message is ReadyMessage {
  return message.type === 'ready';
}
