import type { ChatEvent } from '../shared/conversation/chatEvent';
import { openRun, type Conversation } from '../shared/conversation/conversation';
import { Emitter, type Disposable } from '../shared/emitter';
import { reduce, reduceAll } from '../shared/conversation/reduce';
import { JournalWriter } from './journalWriter';
import type { SessionStore, StoredConversation } from './sessionStore';

/** An event with its place in the conversation. */
export interface NumberedEvent {
  readonly seq: number;
  readonly event: ChatEvent;
}

/** What a conversation needs to live. */
export interface LiveConversationParts {
  readonly store: Pick<SessionStore, 'append' | 'load'>;
  readonly onTrouble: (error: unknown) => void;
}

/** A conversation in memory and its journal, kept in step: what happens is shown at once and written in order. */
export class LiveConversation implements Disposable {
  private readonly emitted = new Emitter<NumberedEvent>();
  private readonly wasReset = new Emitter<StoredConversation>();
  private readonly writer: JournalWriter;
  private state: Conversation;
  private count: number;
  /** What is only of the moment, to be shown again after a reset. */
  private momentary: ChatEvent | undefined;
  private isReloadDue = false;

  readonly onDidEmit = this.emitted.event;
  /** It was read anew. What it was read from comes along. */
  readonly onDidReset = this.wasReset.event;

  constructor(
    private readonly parts: LiveConversationParts,
    start: { readonly conversation: Conversation; readonly seq: number },
    /** Events of the start that are not on disk. They go there with the first {@link write}. */
    unwritten: readonly ChatEvent[],
  ) {
    this.state = start.conversation;
    this.count = start.seq;
    const isOnDisk = unwritten.length === 0;
    this.writer = new JournalWriter(parts.store, start.conversation.id, isOnDisk, parts.onTrouble);
    for (const event of unwritten) this.writer.add(event);
  }

  get conversation(): Conversation {
    return this.state;
  }

  /** Number of events that made {@link conversation}. Grows with each, and by at least one when it is reset. */
  get seq(): number {
    return this.count;
  }

  /** Something has happened: it is shown at once and written soon. */
  emit(event: ChatEvent): void {
    this.writer.add(event);
    this.show(event);
  }

  /** Something the user did: shown at once; resolves when it is on disk. */
  async act(event: ChatEvent): Promise<void> {
    this.emit(event);
    await this.writer.flush();
  }

  /** Puts events on disk that are to be shown only then, by {@link show}. */
  async write(events: readonly ChatEvent[]): Promise<void> {
    this.writer.begin();
    for (const event of events) this.writer.add(event);
    await this.writer.flush();
  }

  /** Shows an event that is on disk. */
  show(event: ChatEvent): void {
    this.state = reduce(this.state, event);
    this.count++;
    this.momentary = momentaryAfter(this.momentary, event);
    this.emitted.fire({ seq: this.count, event });
  }

  /** Resolves when everything that has happened is on disk. */
  flush(): Promise<void> {
    return this.writer.flush();
  }

  /** Reads the journal anew: its order counts, and other windows write to it too. */
  async reload(): Promise<void> {
    if (this.isReloadDue || !this.writer.isWriting) return;
    this.isReloadDue = true;
    // Queued behind what is written now; an addition that is told from then on is a reason to read again.
    const written = this.writer.flush();
    await this.writer.alone(async () => {
      this.isReloadDue = false;
      const stored = await this.parts.store.load(this.state.id);
      if (stored) this.reset(stored);
    });
    await written;
  }

  /** The conversation was deleted: nothing more is written. */
  discard(): void {
    this.writer.discard();
    this.dispose();
  }

  /** Tells nobody anything more. */
  dispose(): void {
    this.emitted.dispose();
    this.wasReset.dispose();
  }

  private reset(stored: StoredConversation): void {
    const later = this.momentary ? [...this.writer.unwritten, this.momentary] : this.writer.unwritten;
    this.state = reduceAll(stored.conversation, later);
    this.count = Math.max(this.count, stored.seq) + 1;
    this.wasReset.fire(stored);
  }
}

/** The latest event that only matters while its run is open and nothing has taken it back. */
function momentaryAfter(before: ChatEvent | undefined, event: ChatEvent): ChatEvent | undefined {
  switch (event.type) {
    case 'silenceNoticed':
    case 'retryScheduled':
      return event;
    case 'silenceEnded':
    case 'retryStarted':
    case 'runCompleted':
    case 'runWaiting':
    case 'runStopped':
    case 'runFailed':
    case 'runCutOff':
      return undefined;
    default:
      return before;
  }
}

/** The runs that are open, oldest first. */
export function openRunIds(conversation: Conversation): readonly string[] {
  if (!openRun(conversation)) return [];
  return conversation.turns.flatMap((turn) =>
    turn.runs.filter((run) => run.outcome === undefined).map((run) => run.id),
  );
}
