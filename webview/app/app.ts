import { isTransient } from '../../src/shared/conversation/transientEvent';
import type { ChatEvent } from '../../src/shared/conversation/chatEvent';
import { openRun, type Conversation } from '../../src/shared/conversation/conversation';
import { exceededLimit } from '../../src/shared/limits';
import { isDelta } from '../../src/shared/conversation/joinDeltas';
import type { HostMessage, MediaSource, ViewContext, ViewMessage } from '../../src/shared/protocol';
import type { HostConnection } from './hostConnection';
import { Additions } from './additions';
import { preparePart } from '../onDemand/loader';
import { Store } from './store';
import { Announcer } from './announcer';
import { Around } from '../chrome/pageChrome';
import { articleTemplate, rowTemplate, stackOf } from '../message/article';
import { askUntilReady } from './askUntilReady';
import { Composer } from '../composer/composer';
import { CompositionWatch } from '../composer/composition';
import { listenToCopy } from '../clipboard/copiedSelection';
import { showCopied } from '../clipboard/copiedSign';
import { Find } from '../find/find';
import { FocusKeeper } from '../keys/focusKeeper';
import { listenToFocus } from '../keys/focusReport';
import { markLongTexts } from '../keys/textField';
import { FrameLoop } from './frameLoop';
import { LocalState } from './localState';
import { listenToMarkdown } from '../message/markdownActions';
import { MediaShelf } from '../media/mediaStates';
import { MessageBodies } from '../list/messageBodies';
import { MessageList } from '../list/messageList';
import { Navigation } from '../keys/navigation';
import { limitWords } from '../chrome/notices';
import { listenToPageKeys } from '../keys/pageKeys';
import { RowModel } from '../list/rowModel';
import type { Row } from '../list/rows';
import { ScrollContract } from '../list/autoFollow';
import { createShell, type Shell } from '../chrome/shell';
import type { MediaState, Stage } from './viewServices';
import { text } from '../words/text';
import { TextUndo } from '../keys/textUndo';
import { needsClock } from '../run/waiting';

/** Who asks for an answer wants to see it come. */
const asksForAnswer: ReadonlySet<ViewMessage['type']> = new Set([
  'send',
  'sendQueued',
  'answerInterrupt',
  'repeatTurn',
]);

/** What the user wrote. */
const isUserText: ReadonlySet<ViewMessage['type']> = new Set(['send', 'answerInterrupt', 'editTurn']);

/** Whether the event came of something that a run received, or begins one. */
function isData(event: ChatEvent): boolean {
  return 'runId' in event && !isTransient(event);
}

/** What VS Code opens for these gives the focus back to where it is when they are posted. */
const opensOutside: ReadonlySet<ViewMessage['type']> = new Set([
  'selectWorkflow',
  'addWorkflow',
  'setToken',
  'runRemedy',
  'openDebugPage',
  'openLink',
  'openMedia',
]);

/** The chat on the page: takes messages of the host in, renders at most once per animation frame. */
export class App implements Stage {
  readonly local: LocalState;
  readonly composition: CompositionWatch;
  now = Date.now();
  lastDataAt = this.now;

  private readonly undo: TextUndo;
  private readonly store: Store;
  private readonly additions = new Additions();
  private readonly bodies = new MessageBodies(this.additions, (error) => this.report('parse', error));
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
  private readonly frames: FrameLoop;
  private readonly around: Around;
  private shownConversation = '';
  private lastText: Extract<ViewMessage, { readonly text: string }> | undefined;
  /** Grows whenever a row may look different although its data is the same. */
  private stateVersion = 0;
  /** First row that is another than the list knows. */
  private changedFrom = Number.POSITIVE_INFINITY;

  constructor(
    root: HTMLElement,
    private readonly connection: HostConnection,
    private readonly onCrash: () => void,
  ) {
    const { signal } = this.life;
    this.local = new LocalState(connection, signal);
    this.composition = new CompositionWatch(document, signal);
    this.undo = new TextUndo(document, signal);
    this.store = new Store(this.additions, () => this.post({ type: 'ready' }));
    this.announcer = new Announcer((words) => this.announce(words));
    this.composer = new Composer(this);
    this.frames = new FrameLoop((isAllDue) => this.guarded('view', () => this.render(isAllDue)), signal);
    this.shell = createShell(root);
    const scroller = this.shell.log;
    this.list = new MessageList(
      scroller,
      this.model,
      {
        renderRow: (row) => rowTemplate(this, row, this.stateVersion),
        renderArticle: (article, position, count) => articleTemplate(this, article, position, count),
        parse: (rows) => this.parse(rows),
        onResized: () => this.checkAround(),
      },
      () => this.frames.requestRows(),
    );
    this.contract = new ScrollContract(scroller, this.list.reader, () => this.onPlaceChanged(), signal);
    listenToCopy(scroller, signal);
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
    this.navigation = new Navigation(this.list, this.model, {
      focusComposer: () => this.composer.focus(),
      openFind: () => this.find.open(),
      restoreFocus: () => this.focus.restore(),
      onMoved: () => this.onPlaceChanged(),
    });
    this.focus = new FocusKeeper(scroller, () => this.composer.focus(), signal);
    this.around = new Around(this.shell, {
      stage: this,
      list: this.list,
      contract: this.contract,
      find: this.find,
      composer: this.composer,
      toEnd: () => this.toEnd(),
    });
    listenToPageKeys({ stage: this, find: this.find, undo: this.undo, log: scroller }, signal);
    listenToFocus((message) => this.post(message), signal);
    markLongTexts(signal);
  }

  get conversation(): Conversation {
    return this.store.conversation;
  }

  get context(): ViewContext {
    return this.store.context;
  }

  start(): void {
    this.store.reset();
    this.frames.requestAll();
    askUntilReady(this.store, () => this.post({ type: 'ready' }), this.life.signal);
  }

  /** Lets go of the page. What the reader typed is kept. */
  dispose(): void {
    this.life.abort();
  }

  /** Takes a message of the host in. */
  accept(message: HostMessage): void {
    switch (message.type) {
      case 'snapshot':
      case 'events':
      case 'context':
      case 'resync':
        this.guarded('store', () => {
          if (!this.store.accept(message)) return;
          if (message.type === 'events' && message.events.every(isDelta)) this.frames.requestRows();
          else this.frames.requestAll();
          if (message.type === 'events') this.announcer.hear(message.events);
          if (message.type === 'snapshot' || (message.type === 'events' && message.events.some(isData)))
            this.lastDataAt = Date.now();
          // Most answers have code.
          if (openRun(this.conversation)) preparePart('highlight');
        });
        break;
      case 'restoreDraft':
        this.composer.restore(message.text, message.attachments, message.reason);
        break;
      case 'typed':
        this.local.takeTyped(message.entries);
        break;
      case 'refused':
        this.takeBack(message.act);
        break;
      case 'removeDraft':
        this.composer.remove(message.text, message.attachments);
        break;
      case 'navigate':
        this.navigation.go(message.target);
        break;
      case 'mediaLoaded':
      case 'mediaFailed':
        this.media.accept(message);
        this.refresh();
        break;
    }
  }

  post(message: ViewMessage): boolean {
    const exceeded = exceededLimit(message);
    if (exceeded) {
      this.composer.tell(limitWords(message.type, exceeded));
      return false;
    }
    if (opensOutside.has(message.type)) this.focus.leaveByPointer();
    this.connection.post(message);
    if ('text' in message) this.lastText = message;
    if (asksForAnswer.has(message.type)) this.toEnd();
    return true;
  }

  refresh(): void {
    this.stateVersion++;
    this.frames.requestAll();
  }

  redraw(): void {
    this.frames.requestAll();
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
    if (!this.model.showRest(messageKey)) return;
    this.contract.release();
    this.refresh();
  }

  focusComposer(): void {
    this.composer.focus();
  }

  copy(content: string, event: Event): void {
    if (this.post({ type: 'copyText', text: content })) this.tellCopied(event);
  }

  copyMessage(messageKey: string, event: Event): void {
    if (this.post({ type: 'copyMessage', messageKey })) this.tellCopied(event);
  }

  private tellCopied(event: Event): void {
    showCopied((event.target as Element).closest('button'));
    this.announce(text.copied);
  }

  focusNext(selector: string): void {
    this.focus.want(selector);
  }

  announce(words: string): void {
    this.shell.say(words);
  }

  /** The host did not accept a message: the text that it carried goes back into the box. */
  private takeBack(act: string): void {
    const { lastText } = this;
    if (lastText?.type !== act || !isUserText.has(lastText.type)) return;
    this.composer.restore(lastText.text, 'attachments' in lastText ? lastText.attachments : []);
    this.composer.tell(text.notAccepted);
  }

  private report(where: string, error: unknown): void {
    this.post({ type: 'reportViewError', text: `${where}: ${stackOf(error)}` });
  }

  private parse(rows: readonly Row[]): number | undefined {
    return this.model.parse(rows) ? this.model.update(this.conversation) : undefined;
  }

  private toEnd(): void {
    this.list.reader.follow();
    this.onPlaceChanged();
  }

  private onPlaceChanged(): void {
    this.local.setPlace(this.conversation.id, this.list.reader.place);
    this.frames.requestAll();
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

  private render(isAllDue: boolean): void {
    const { conversation } = this;
    this.now = Date.now();
    this.enterConversation();
    const { articleCount } = this.model;
    this.changedFrom = Math.min(this.changedFrom, this.model.update(conversation));
    this.find.update();
    if (isAllDue || this.find.isOpen || articleCount !== this.model.articleCount) {
      this.around.render(this.store.isReady, this.model.articleCount);
    }
    this.list.render(this.changedFrom);
    this.changedFrom = Number.POSITIVE_INFINITY;
    this.checkAround();
    this.navigation.afterRender();
    this.find.afterRender();
    this.focus.afterRender();
    this.announcer.update(conversation);
    this.frames.tick(needsClock(conversation, this.now));
  }

  private checkAround(): void {
    if (this.around.isOutdated) this.frames.requestAll();
  }

  private enterConversation(): void {
    const { id } = this.conversation;
    if (!this.store.isReady || this.shownConversation === id) return;
    const isFirstMessage = this.shownConversation === '' && this.model.rows.length === 0;
    this.shownConversation = id;
    this.local.enter(id);
    this.undo.forget();
    this.list.reader.returnTo(this.local.place(id));
    this.around.reset();
    this.composer.reset();
    if (!isFirstMessage) {
      this.on.clear();
      this.bodies.clear();
      this.list.clear();
    }
    this.announcer.reset();
  }
}
