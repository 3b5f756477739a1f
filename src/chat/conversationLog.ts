import type { ChatEvent } from '../shared/conversation/chatEvent';
import { openRun, type Conversation } from '../shared/conversation/conversation';
import { isDelta, joinDeltas } from '../shared/conversation/joinDeltas';
import { reduce, reduceAll } from '../shared/conversation/reduce';
import { isTransient } from '../shared/conversation/transientEvent';
import { Emitter, type Disposable } from '../shared/emitter';
import type { StoredConversation } from '../storage/conversations/conversationJournal';
import type { JournalHandle } from '../storage/conversations/conversationStore';

/** Longest delay before streamed text is written, in milliseconds. */
const gatherTime = 500;

/** An event with its place in the conversation. */
export interface NumberedEvent {
  readonly seq: number;
  readonly event: ChatEvent;
}

export interface ConversationLogDeps {
  readonly journal: Pick<JournalHandle, 'append' | 'load'>;
  readonly onError: (error: unknown) => void;
}

export interface LogStart {
  readonly conversation: Conversation;
  /** Number of events that {@link conversation} is reduced from. */
  readonly seq: number;
  /** Initial events that are not on disk. The first {@link ConversationLog.writeAhead} writes them. */
  readonly unwritten: readonly ChatEvent[];
}

/**
 * The events of one conversation: reduces them, shows them to listeners and writes them to the journal, in order.
 *
 * Streamed text is batched for up to half a second; other events are written at once. Writes do not wait for each
 * other, because a sync can take a second and later text must leave this process before that. Nothing is written before
 * the first {@link writeAhead}, so that a conversation without a message leaves no file.
 */
export class ConversationLog implements Disposable {
  private readonly appended = new Emitter<NumberedEvent>();
  private readonly wasReset = new Emitter<StoredConversation>();
  private state: Conversation;
  private count: number;
  /** The transient event in effect, shown again after a reset. */
  private activeTransient: ChatEvent | undefined;
  /** Events that were not passed to the journal yet, oldest first. */
  private pending: ChatEvent[] = [];
  private timer: NodeJS.Timeout | undefined;
  /** Settles when the journal can accept more events. */
  private gate: Promise<unknown> = Promise.resolve();
  private readonly underWay = new Set<Promise<void>>();
  private isWriting: boolean;
  private isReloadDue = false;
  private isDiscarded = false;

  readonly onDidAppend = this.appended.event;
  /** Fires with the conversation when it was read again. */
  readonly onDidReset = this.wasReset.event;

  constructor(
    private readonly deps: ConversationLogDeps,
    start: LogStart,
  ) {
    this.state = start.conversation;
    this.count = start.seq;
    this.pending = [...start.unwritten];
    this.isWriting = start.unwritten.length === 0;
  }

  get conversation(): Conversation {
    return this.state;
  }

  /**
   * Number of events that {@link conversation} is reduced from. Increases with each event, and by at least one with
   * each reset.
   */
  get seq(): number {
    return this.count;
  }

  /** Shows an event at once and writes it soon. */
  append(event: ChatEvent): void {
    this.keep(event);
    this.show(event);
  }

  /** Shows an event at once. Resolves when it is on disk. */
  async commit(event: ChatEvent): Promise<void> {
    this.append(event);
    await this.flush();
  }

  /** Writes events before they are shown. Resolves when they are on disk, to a function that shows them. */
  async writeAhead(events: readonly ChatEvent[]): Promise<() => void> {
    this.isWriting = true;
    for (const event of events) this.keep(event);
    await this.flush();
    return () => {
      for (const event of events) this.show(event);
    };
  }

  /** Resolves when everything that was appended before is on disk. Rejects only if the journal does. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.isWriting) return;
    const earlier = [...this.underWay];
    const own: Promise<void> = this.gate
      .then(() => this.writePending())
      .finally(() => this.underWay.delete(own));
    this.underWay.add(own);
    await own;
    await Promise.allSettled(earlier);
  }

  /**
   * Reads the journal again, because other windows write to it as well. The order of events in the journal is
   * authoritative.
   */
  async reload(): Promise<void> {
    if (this.isReloadDue || !this.isWriting) return;
    this.isReloadDue = true;
    const written = this.flush();
    // Nothing is appended while the journal is read. A change reported during the read causes another one.
    const loaded = Promise.allSettled([this.gate, ...this.underWay]).then(async () => {
      this.isReloadDue = false;
      const stored = await this.deps.journal.load();
      if (stored) this.reset(stored);
    });
    this.gate = loaded.catch(() => undefined);
    await loaded;
    await written;
  }

  /** The conversation was deleted: drops unwritten events, and stops writing. */
  discard(): void {
    this.isDiscarded = true;
    this.pending = [];
    clearTimeout(this.timer);
    this.dispose();
  }

  /** Drops the listeners. What was appended is still written. */
  dispose(): void {
    this.appended.dispose();
    this.wasReset.dispose();
  }

  private show(event: ChatEvent): void {
    this.state = reduce(this.state, event);
    this.count++;
    this.activeTransient = activeTransientAfter(this.activeTransient, event);
    this.appended.fire({ seq: this.count, event });
  }

  private keep(event: ChatEvent): void {
    if (isTransient(event) || this.isDiscarded) return;
    this.pending.push(event);
    if (!this.isWriting) return;
    if (isDelta(event)) this.timer ??= setTimeout(() => this.flushLater(), gatherTime);
    else this.flushLater();
  }

  private flushLater(): void {
    this.flush().catch(this.deps.onError);
  }

  private async writePending(): Promise<void> {
    const batch = joinDeltas(this.pending);
    this.pending = [];
    if (batch.length > 0) await this.deps.journal.append(batch);
  }

  private reset(stored: StoredConversation): void {
    const later = this.activeTransient ? [...this.pending, this.activeTransient] : this.pending;
    this.state = reduceAll(stored.conversation, later);
    this.count = Math.max(this.count, stored.seq) + 1;
    this.wasReset.fire(stored);
  }
}

/** A transient event is in effect until its counterpart or the end of its run. */
function activeTransientAfter(before: ChatEvent | undefined, event: ChatEvent): ChatEvent | undefined {
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
