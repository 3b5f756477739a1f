import { env, Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import { Emitter, type Event } from '../../shared/emitter';
import type { FromPage } from '../../shared/pages/pageMessage';
import { DisposableBase } from '../disposable';
import type { Log } from '../log';
import { LoadTimeoutNotice } from './loadTimeoutNotice';
import { WebviewChannel } from './webviewChannel';
import { webviewHtml } from './webviewHtml';

export interface PageTabOptions<Act> {
  /** Type of the panel; the manifest has an activation event for it. */
  readonly viewType: string;
  /** The page is built from `webview/pages/NAME.ts`. */
  readonly name: string;
  readonly title: string;
  /** Notification for a page that does not load. */
  readonly notLoaded: string;
  /** Validates a message of the page; `undefined` for an invalid one. */
  readonly parse: (message: unknown) => FromPage<Act> | undefined;
  readonly extensionUri: Uri;
  readonly log: Pick<Log, 'warn'>;
}

interface OpenTab<ToPage, Act> {
  readonly panel: WebviewPanel;
  readonly channel: WebviewChannel<ToPage, FromPage<Act>>;
}

/**
 * A page in an editor tab, open at most once. VS Code restores it after a restart. The page keeps nothing: it is sent its
 * whole state whenever it has loaded.
 */
export class PageTab<ToPage, Act> extends DisposableBase {
  private tab: OpenTab<ToPage, Act> | undefined;
  private readonly readied = this.register(new Emitter<undefined>());
  private readonly acted = this.register(new Emitter<Act>());
  private readonly closed = this.register(new Emitter<undefined>());

  constructor(private readonly options: PageTabOptions<Act>) {
    super();
  }

  /** The page needs its state. */
  readonly onDidBecomeReady: Event<undefined> = this.readied.event;

  /** The user has pressed a button of the page. */
  readonly onDidAct: Event<Act> = this.acted.event;

  readonly onDidClose: Event<undefined> = this.closed.event;

  /** Whether the page receives messages. */
  get isReady(): boolean {
    return this.tab?.channel.isReady ?? false;
  }

  /** Opens the tab, or brings it to the front. Beside the editor, the focus stays. */
  show(isBeside = false): void {
    const { viewType, title } = this.options;
    if (this.tab) {
      this.tab.panel.reveal(undefined, isBeside);
      return;
    }
    const place = isBeside ? { viewColumn: ViewColumn.Beside, preserveFocus: true } : ViewColumn.Active;
    this.adopt(window.createWebviewPanel(viewType, title, place, { enableScripts: true }));
  }

  /** Takes over a tab that VS Code has restored. */
  adopt(panel: WebviewPanel): void {
    const { options } = this;
    const { extensionUri, log, name, title } = options;
    this.tab?.panel.dispose();
    const dist = Uri.joinPath(extensionUri, 'dist');
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.iconPath = Uri.joinPath(extensionUri, 'media', 'icon.png');
    const uri = (file: string) => webview.asWebviewUri(Uri.joinPath(dist, file)).toString();
    const channel = new WebviewChannel<ToPage, FromPage<Act>>(
      {
        webview,
        isVisible: () => panel.visible,
        onDidChangeVisibility: (listener) => panel.onDidChangeViewState(listener),
      },
      {
        html: () =>
          webviewHtml({
            cspSource: webview.cspSource,
            scriptUri: uri(`webview-${name}.js`),
            styleUri: uri(`webview-${name}.css`),
            onDemandUri: uri('webview-'),
            words: `${name}Words`,
            language: env.language,
            title,
          }),
        parse: options.parse,
        loadTimeout: new LoadTimeoutNotice(options.notLoaded, log),
        log,
      },
    );
    const tab = { panel, channel };
    this.tab = tab;
    channel.onDidBecomeReady(() => this.readied.fire(undefined));
    channel.onDidReceive(({ act }) => this.acted.fire(act));
    panel.onDidDispose(() => {
      channel.dispose();
      if (this.tab !== tab) return;
      this.tab = undefined;
      this.closed.fire(undefined);
    });
    channel.load();
  }

  /** Loads the page again. */
  reload(): void {
    this.tab?.channel.load();
  }

  /** Sends a message to a page that is ready; otherwise drops it. */
  post(message: ToPage): void {
    this.tab?.channel.post(message);
  }

  override dispose(): void {
    this.tab?.panel.dispose();
    super.dispose();
  }
}
