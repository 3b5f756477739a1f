import { html, nothing, render } from 'lit-html';
import { openRun, type Conversation } from '../../src/shared/conversation';
import { isDelta } from '../../src/shared/joinDeltas';
import type {
  HostMessage,
  MediaSource,
  NavigationTarget,
  ViewContext,
  ViewMessage,
} from '../../src/shared/protocol';
import type { HostConnection } from '../hostConnection';
import { Store } from '../store';
import { Announcer } from './announcer';
import { articleTemplate, rowTemplate, stackOf } from './article';
import { Composer } from './composer';
import { CompositionWatch } from './composition';
import { emptyState } from './emptyState';
import { Find } from './find';
import { banners, header } from './header';
import { FocusKeeper } from './focusKeeper';
import { isMac } from './keys';
import { LocalState } from './localState';
import { listenToMarkdown } from './markdownActions';
import { MediaShelf } from './mediaShelf';
import { MessageBodies } from './messageBodies';
import { MessageList } from './messageList';
import { Navigation } from './navigation';
import { RowModel } from './rowModel';
import type { Row } from './rows';
import { ScrollContract } from './scrollContract';
import { createShell, UnseenCount, type Shell } from './shell';
import type { MediaState, Stage } from './stage';
import { text } from './text';
import { needsClock } from './waiting';

/** A page that knows no conversation yet asks for it so often, in milliseconds. */
const askAgainMs = 2_000;

/** The chat on the page: takes messages of the host in, renders at most once per animation frame. */
export class App implements Stage {
  readonly local: LocalState;
  readonly composition: CompositionWatch;
  now = Date.now();

  private readonly store: Store;
  private readonly bodies = new MessageBodies((error) => this.report('parse', error));
  private readonly model = new RowModel(this.bodies);
  private readonly media = new MediaShelf(
    (messageKey) => this.bodies.markdownOf(messageKey),
    (words) => this.announce(words),
  );
  private readonly announcer: Announcer;
  private readonly composer: Composer;
  private readonly list: MessageList;
  private readonly contract: ScrollContract;
  private readonly navigation: Navigation;
  private readonly find: Find;
  private readonly focus: FocusKeeper;
  private readonly shell: Shell;
  private readonly on = new Set<string>();
  /** Ends with the app: then it neither listens nor renders. */
  private readonly life = new AbortController();
  private frame: number | undefined;
  /** More than rows may look different: what is around the list is rendered too. */
  private isAllDue = true;
  private ticker: ReturnType<typeof setInterval> | undefined;
  private shownConversation = '';
  /** Grows whenever a row may look different although its data is the same. */
  private stateVersion = 0;
  /** First row that is another than the list knows. */
  private changedFrom = Number.POSITIVE_INFINITY;
  private readonly unseen = new UnseenCount();

  constructor(
    root: HTMLElement,
    private readonly connection: HostConnection,
    private readonly onCrash: () => void,
  ) {
    const { signal } = this.life;
    this.local = new LocalState(connection, signal);
    this.composition = new CompositionWatch(document, signal);
    this.store = new Store(() => this.post({ type: 'ready' }));
    this.announcer = new Announcer((words) => this.announce(words));
    this.composer = new Composer(this, () => this.toEnd());
    this.shell = createShell(root);
    const scroller = this.shell.log;
    this.list = new MessageList(
      scroller,
      this.model,
      {
        renderRow: (row) => rowTemplate(this, row, this.stateVersion),
        renderArticle: (article, position, count, rows) =>
          articleTemplate(this, article, position, count, rows),
        parse: (rows) => this.parse(rows),
      },
      () => this.requestRows(),
    );
    this.contract = new ScrollContract(this.list, () => this.onPlaceChanged(), signal);
    listenToMarkdown(scroller, this, this.bodies, () => this.contract.release());
    this.find = new Find({
      stage: this,
      list: this.list,
      model: this.model,
      parse: (row) => {
        const first = this.parse([row]);
        if (first !== undefined) this.changedFrom = Math.min(this.changedFrom, first);
      },
      onMoved: () => this.onPlaceChanged(),
    });
    this.navigation = new Navigation(this.list, this.model, () => this.requestFrame());
    this.focus = new FocusKeeper(scroller, () => this.composer.focus(), signal);
    document.addEventListener('keydown', (event) => this.onKey(event), { signal });
    window.addEventListener('resize', () => this.composer.refit(), { signal });
  }

  get conversation(): Conversation {
    return this.store.conversation;
  }

  get context(): ViewContext {
    return this.store.context;
  }

  start(): void {
    this.store.reset();
    this.requestFrame();
    // VS Code may drop what is said to a page that is only just there.
    const asking = setInterval(() => {
      if (this.store.isReady) clearInterval(asking);
      else this.post({ type: 'ready' });
    }, askAgainMs);
    this.life.signal.addEventListener('abort', () => clearInterval(asking));
  }

  /** Lets go of the page. What the reader typed is kept. */
  dispose(): void {
    this.life.abort();
    clearInterval(this.ticker);
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
  }

  /** Takes a message of the host in. */
  accept(message: HostMessage): void {
    switch (message.type) {
      case 'snapshot':
      case 'events':
      case 'context':
        this.guarded('store', () => {
          if (!this.store.accept(message)) return;
          if (message.type === 'events' && message.events.every(isDelta)) this.requestRows();
          else this.requestFrame();
          if (message.type === 'events') this.announcer.hear(message.events);
        });
        break;
      case 'restoreDraft':
        this.composer.restore(message.text, message.attachments);
        break;
      case 'navigate':
        this.navigate(message.target);
        break;
      case 'mediaLoaded':
      case 'mediaFailed':
        this.media.accept(message);
        this.refresh();
        break;
    }
  }

  post(message: ViewMessage): void {
    this.connection.post(message);
  }

  refresh(): void {
    this.stateVersion++;
    this.requestFrame();
  }

  redraw(): void {
    this.requestFrame();
  }

  isOn(name: string): boolean {
    return this.on.has(name);
  }

  setOn(name: string, isOn: boolean): void {
    if (this.on.has(name) === isOn) return;
    if (isOn) this.on.add(name);
    else this.on.delete(name);
    if (name !== 'attach' && isOn) this.contract.release();
    this.refresh();
  }

  mediaState(messageKey: string, source: MediaSource, index: number): MediaState | undefined {
    return this.media.get(messageKey, source, index);
  }

  loadMedia(messageKey: string, source: MediaSource, index: number): void {
    this.media.request(messageKey, source, index);
    this.post({ type: 'loadMedia', messageKey, source, index });
    this.refresh();
  }

  showRest(messageKey: string): void {
    const row = this.model.rows.find((one) => one.kind === 'rest' && one.message.key === messageKey);
    if (row?.kind !== 'rest') return;
    this.contract.release();
    this.bodies.showRest(row.message, row.article.turn.id);
    this.refresh();
  }

  focusComposer(): void {
    this.composer.focus();
  }

  copy(content: string): void {
    this.post({ type: 'copyText', text: content });
    this.announce(text.copied);
  }

  focusNext(selector: string): void {
    this.focus.want(selector);
  }

  announce(words: string): void {
    const { live } = this.shell;
    // The same words again are news only when the text is another.
    live.textContent = live.textContent === words ? `${words}\u00a0` : words;
  }

  private report(where: string, error: unknown): void {
    this.post({ type: 'reportViewError', text: `${where}: ${stackOf(error)}` });
  }

  private parse(rows: readonly Row[]): number | undefined {
    let hasParsed = false;
    for (const row of rows) {
      if (row.kind !== 'unparsed' || row.isBroken) continue;
      this.bodies.parse(row.message, row.article.turn.id);
      hasParsed = true;
    }
    return hasParsed ? this.model.update(this.conversation) : undefined;
  }

  private toEnd(): void {
    this.list.follow();
    this.onPlaceChanged();
  }

  private onPlaceChanged(): void {
    this.local.setPlace(this.conversation.id, this.list.place);
    this.requestFrame();
  }

  private requestFrame(): void {
    this.isAllDue = true;
    this.requestRows();
  }

  /** Renders the list; what is around it stays, unless a message has come or something else asks for it. */
  private requestRows(): void {
    if (this.life.signal.aborted) return;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.guarded('view', () => this.render());
    });
  }

  /** What fails here leaves nothing that could be trusted: the view gives up and offers to begin anew. */
  private guarded(where: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.report(where, error);
      this.dispose();
      this.onCrash();
    }
  }

  private render(): void {
    const { conversation } = this;
    this.now = Date.now();
    this.enterConversation();
    const { articleCount } = this.model;
    this.changedFrom = Math.min(this.changedFrom, this.model.update(conversation));
    this.find.update();
    if (this.isAllDue || this.find.isOpen || articleCount !== this.model.articleCount) this.renderAround();
    this.isAllDue = false;
    this.list.render(this.changedFrom);
    this.changedFrom = Number.POSITIVE_INFINITY;
    this.navigation.afterRender();
    this.find.afterRender();
    this.focus.afterRender();
    this.announcer.update(conversation);
    this.tick(needsClock(conversation, this.now));
  }

  private renderAround(): void {
    this.unseen.update(this.model.articleCount, this.list.isFollowing);
    const isEmpty = this.store.isReady && this.model.rows.length === 0;
    render(
      html`${header(this)} ${banners(this)}
        <main>
          ${this.find.template()}
          ${
            this.store.isReady
              ? nothing
              : html`<p class="loading note" role="status">
                  <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>${text.loadingConversation}
                </p>`
          }
          ${isEmpty ? emptyState(this) : nothing} ${this.list.scroller}
          ${this.unseen.button(this.list.isFollowing || this.contract.isPointerDown, () => this.toEnd())}
        </main>
        ${this.composer.template()}`,
      this.shell.chat,
    );
    this.list.scroller.classList.toggle('empty-log', isEmpty);
    this.composer.fit();
  }

  private enterConversation(): void {
    const { id } = this.conversation;
    if (!this.store.isReady || this.shownConversation === id) return;
    const isFirstMessage = this.shownConversation === '' && this.model.rows.length === 0;
    this.shownConversation = id;
    this.local.enter(id);
    this.list.place = this.local.place(id);
    this.unseen.reset();
    if (!isFirstMessage) {
      this.on.clear();
      this.bodies.clear();
      this.list.clear();
    }
    this.announcer.reset();
  }

  private navigate(target: NavigationTarget): void {
    switch (target) {
      case 'composer':
        this.composer.focus();
        break;
      case 'lastAnswer':
        this.navigation.focusLastAnswer();
        break;
      case 'nextMessage':
        this.navigation.focusNext(1);
        break;
      case 'previousMessage':
        this.navigation.focusNext(-1);
        break;
      case 'find':
        this.find.open();
        break;
    }
  }

  private onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || this.composition.owns(event)) return;
    if (
      event.key.toLowerCase() === 'f' &&
      (isMac ? event.metaKey : event.ctrlKey) &&
      !event.shiftKey &&
      !event.altKey
    ) {
      event.preventDefault();
      this.find.open();
      return;
    }
    if (event.key !== 'Escape' || this.find.close()) return;
    if (openRun(this.conversation)) this.post({ type: 'stop' });
  }

  /** Once a second while something is timed. */
  private tick(isTimed: boolean): void {
    if (isTimed === (this.ticker !== undefined)) return;
    clearInterval(this.ticker);
    this.ticker = isTimed ? setInterval(() => this.requestFrame(), 1000) : undefined;
  }
}
