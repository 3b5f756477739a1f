import type { ChatEvent } from '../../src/shared/conversation/chatEvent';
import { openRun, type Run } from '../../src/shared/conversation/conversation';
import { isDelta } from '../../src/shared/conversation/joinDeltas';
import { isTransient } from '../../src/shared/conversation/transientEvent';
import type { HostMessage } from '../../src/shared/protocol';
import { PageChrome } from './pageChrome';
import { createShell, type Shell } from '../chrome/shell';
import { listenToCopy } from '../clipboard/copiedSelection';
import { Composer } from '../composer/composer';
import { CompositionWatch } from '../keys/composition';
import { Find } from '../find/find';
import { FocusKeeper } from '../keys/focusKeeper';
import { listenToFocus } from '../keys/focusReport';
import { Navigation } from '../list/navigation';
import { listenToPageKeys } from './pageKeys';
import { pressOnce } from '../keys/pressOnce';
import { markLongTexts } from '../keys/textField';
import { TextUndo } from '../keys/textUndo';
import { AutoFollow } from '../list/autoFollow';
import { MessageBodies } from '../list/messageBodies';
import { MessageList } from '../list/messageList';
import { RowModel } from '../list/rowModel';
import type { Row } from '../list/rows';
import { AutomaticMedia } from '../media/automaticMedia';
import { MediaStates } from '../state/mediaStates';
import { articleTemplate, rowTemplate, stackOf } from '../message/article';
import { listenToMarkdown } from '../message/markdownActions';
import { preparePart } from '../onDemand/loader';
import { errorWords } from '../run/errorWords';
import { needsClock } from '../run/waiting';
import { Announcer } from './announcer';
import { FrameLoop } from './frameLoop';
import { HostActions } from './hostActions';
import type { HostConnection } from './hostConnection';
import { fill, text } from '../words/text';
import { LocalState } from '../state/localState';
import { PageState } from '../state/pageState';
import { Store } from '../state/store';
import { UiState } from '../state/uiState';
import type { PageControl, ViewServices } from '../state/viewServices';

/** Whether the event was caused by data that a run received, or begins a run. */
function isData(event: ChatEvent): boolean {
  return 'runId' in event && !isTransient(event);
}

/** The chat on the page. Takes messages of the host and renders at most once per animation frame. */
export class App implements ViewServices {
  readonly state: PageState;
  readonly actions: HostActions;
  readonly page: PageControl;

  private readonly undo: TextUndo;
  private readonly store: Store;
  private readonly bodies = new MessageBodies(
    (error) => this.report('parse', error),
    // A replay opens no links: its recording may come from a file.
    () => !this.state.conversation.replayOf,
  );
  private readonly model = new RowModel(this.bodies);
  private readonly media: MediaStates;
  private readonly automaticMedia: AutomaticMedia;
  private readonly announcer: Announcer;
  private readonly composer: Composer;
  private readonly list: MessageList;
  private readonly autoFollow: AutoFollow;
  private readonly navigation: Navigation;
  private readonly find: Find;
  private readonly focus: FocusKeeper;
  private readonly shell: Shell;
  /** Aborted when the app is disposed: it then neither listens nor renders. */
  private readonly life = new AbortController();
  private readonly frames: FrameLoop;
  private readonly chrome: PageChrome;
  /** Undefined until one has arrived. */
  private shownConversation: string | undefined;
  /** Incremented whenever a row may look different although its data is the same. */
  private stateVersion = 0;
  /** Index of the first row that differs from what the list has rendered. */
  private changedFrom = Number.POSITIVE_INFINITY;

  constructor(
    root: HTMLElement,
    connection: HostConnection,
    private readonly onCrash: () => void,
  ) {
    const { signal } = this.life;
    this.undo = new TextUndo(document, signal);
    this.shell = createShell(root);
    this.frames = new FrameLoop((isAllDue) => this.guarded('view', () => this.render(isAllDue)), signal);
    this.page = this.pageControl(signal);
    this.store = new Store(
      () => this.actions.post({ type: 'ready' }),
      (messageKey, delta) => this.bodies.append(messageKey, delta),
    );
    this.media = new MediaStates((messageKey) => this.bodies.markdownOf(messageKey), this.page.announce);
    const ui = new UiState((isOn) => this.onToggled(isOn));
    this.state = new PageState(this.store, new LocalState(connection, signal), ui, this.media);
    this.announcer = new Announcer(this.page.announce, (run) => this.unseenFailure(run));
    this.composer = new Composer(this, signal);
    this.list = this.messageList();
    const { scroller } = this.list;
    this.autoFollow = new AutoFollow(scroller, this.list.anchor, () => this.onScrolled(), signal);
    this.focus = new FocusKeeper(scroller, this.page.focusComposer, signal);
    this.actions = new HostActions({
      connection,
      page: this.page,
      composer: this.composer,
      focus: this.focus,
      media: this.media,
      showRest: (messageKey) => this.model.showRest(messageKey),
      scrollToEnd: () => this.scrollToEnd(),
      stopFollowing: () => this.autoFollow.release(),
    });
    this.find = new Find({
      view: this,
      list: this.list,
      model: this.model,
      parse: (row) => this.parseNow([row]),
      onMoved: () => this.onScrolled(),
    });
    const navigationDeps = {
      focusComposer: this.page.focusComposer,
      openFind: () => this.find.open(),
      restoreFocus: () => this.focus.restore(),
      onMoved: () => this.onScrolled(),
      requestRender: () => this.frames.requestAll(),
    };
    this.navigation = new Navigation(this.list, this.model, navigationDeps, signal);
    this.chrome = new PageChrome(this.shell, {
      view: this,
      list: this.list,
      autoFollow: this.autoFollow,
      find: this.find,
      composer: this.composer,
      scrollToEnd: () => this.scrollToEnd(),
    });
    this.automaticMedia = new AutomaticMedia(scroller, this);
    listenToCopy(this.list, () => this.parseNow(this.model.rows), signal);
    listenToMarkdown(scroller, this, this.bodies, () => this.autoFollow.release());
    listenToPageKeys({ view: this, find: this.find, undo: this.undo, log: scroller }, signal);
    listenToFocus((message) => this.actions.post(message), signal);
    pressOnce(signal);
    markLongTexts(signal);
  }

  start(): void {
    this.store.start(this.life.signal);
    this.frames.requestAll();
  }

  /** Stops listening and rendering. Drafts are kept. */
  dispose(): void {
    this.life.abort();
  }

  accept(message: HostMessage): void {
    switch (message.type) {
      case 'snapshot':
      case 'events':
      case 'context':
      case 'resync':
        this.guarded('store', () => this.acceptState(message));
        break;
      case 'restoreDraft':
        this.composer.restore(message.text, message.attachments, message.reason);
        break;
      case 'typed':
        this.state.local.takeTyped(message.entries);
        break;
      case 'refused':
        this.actions.takeBack(message.act);
        break;
      case 'removeDraft':
        this.composer.remove(message.text, message.attachments);
        break;
      case 'uploads':
      case 'chunkTaken':
        this.composer.acceptUploads(message);
        break;
      case 'addSnippet':
        this.composer.addSnippet(message.label, message.text);
        break;
      case 'navigate':
        this.navigation.go(message.target);
        break;
      case 'mediaLoaded':
      case 'mediaFailed':
        this.media.accept(message);
        this.page.refresh();
        break;
    }
  }

  private acceptState(
    message: Extract<HostMessage, { type: 'snapshot' | 'events' | 'context' | 'resync' }>,
  ): void {
    if (!this.store.accept(message)) return;
    const events = message.type === 'events' ? message.events : [];
    if (events.length > 0 && events.every(isDelta)) this.frames.requestRows();
    else this.frames.requestAll();
    this.announcer.hear(events);
    if (message.type === 'snapshot' || events.some(isData)) this.state.lastDataAt = Date.now();
    // Most answers contain code.
    if (openRun(this.state.conversation)) preparePart('highlight');
  }

  private pageControl(signal: AbortSignal): PageControl {
    return {
      composition: new CompositionWatch(document, signal),
      refresh: () => {
        this.stateVersion++;
        this.frames.requestAll();
      },
      refreshChrome: () => this.frames.requestAll(),
      focusComposer: () => this.composer.focus(),
      focusAfterRender: (selector) => this.focus.focusAfterRender(selector),
      announce: (words) => this.shell.announce(words),
    };
  }

  private messageList(): MessageList {
    return new MessageList(
      this.shell.log,
      this.model,
      {
        renderRow: (row) => rowTemplate(this, row, this.stateVersion),
        renderArticle: (article, position, count) => articleTemplate(this, article, position, count),
        parse: (rows) => this.parse(rows),
        onResized: () => this.checkChrome(),
      },
      () => this.frames.requestRows(),
    );
  }

  /** The words of a failure that no mounted row announces; empty if one does. */
  private unseenFailure(run: Run): string {
    for (const { row } of this.list.mounted.values()) {
      if (row.kind === 'footer' && row.isEnd && row.run.id === run.id) return '';
    }
    const reason = run.error ? errorWords(this, run.error).message : '';
    return fill(run.outcome === 'cutOff' ? text.announceCutOff : text.announceFailed, { reason });
  }

  private report(where: string, error: unknown): void {
    this.actions.post({ type: 'reportViewError', text: `${where}: ${stackOf(error)}` });
  }

  /** Parses rows that are about to be mounted. Returns the index of the first row that has changed, if any has. */
  private parse(rows: readonly Row[]): number | undefined {
    return this.model.parse(rows) ? this.model.update(this.state.conversation) : undefined;
  }

  /** Parses rows outside of a render. */
  private parseNow(rows: readonly Row[]): void {
    const first = this.parse(rows);
    if (first === undefined) return;
    this.changedFrom = Math.min(this.changedFrom, first);
    this.frames.requestRows();
  }

  private onToggled(isOn: boolean): void {
    // What opens must stay in view although the end moves away.
    if (isOn) this.autoFollow.release();
    this.page.refresh();
  }

  private scrollToEnd(): void {
    this.list.anchor.follow();
    this.onScrolled();
  }

  private onScrolled(): void {
    this.state.local.setPlace(this.state.conversation.id, this.list.anchor.place);
    this.frames.requestAll();
  }

  /** After an error here the state of the view cannot be trusted: the app ends and offers to reload. */
  private guarded(where: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.report(where, error);
      this.dispose();
      this.onCrash();
    }
  }

  private render(isAllDue: boolean): void {
    const { conversation } = this.state;
    this.state.now = Date.now();
    this.enterConversation();
    const { articleCount } = this.model;
    this.changedFrom = Math.min(this.changedFrom, this.model.update(conversation));
    this.find.update();
    if (isAllDue || this.find.isOpen || articleCount !== this.model.articleCount) {
      this.chrome.render(this.store.isReady, this.model.articleCount);
    }
    this.list.render(this.changedFrom);
    this.automaticMedia.load();
    this.changedFrom = Number.POSITIVE_INFINITY;
    this.checkChrome();
    this.navigation.afterRender();
    this.find.afterRender();
    this.focus.afterRender();
    this.announcer.update(conversation);
    this.frames.tick(needsClock(conversation, this.state.now));
  }

  private checkChrome(): void {
    if (this.chrome.isOutdated) this.frames.requestAll();
  }

  private enterConversation(): void {
    const { id } = this.state.conversation;
    if (!this.store.isReady || this.shownConversation === id) return;
    const isFirstMessage = !this.shownConversation && this.model.rows.length === 0;
    this.shownConversation = id;
    this.state.local.enter(id);
    this.undo.forget();
    this.list.anchor.returnTo(this.state.local.place(id));
    this.chrome.reset();
    this.announcer.reset();
    if (isFirstMessage) return;
    this.composer.reset();
    this.state.ui.clear();
    this.bodies.clear();
    this.list.clear();
  }
}
