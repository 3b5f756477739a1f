import { isTransient } from '../shared/conversation/transientEvent';
import type { ChatEvent } from '../shared/conversation/chatEvent';
import { isDelta, joinDeltas } from '../shared/conversation/joinDeltas';
import type { SessionStore } from './sessionStore';

/** Streamed text waits this long, in milliseconds. A second of it may be lost; a busy system needs its part of that. */
const longestDelay = 500;

/**
 * Brings the events of one conversation to the store in their order. Pieces of streamed text are gathered for a moment;
 * everything else goes at once. An append never waits for the one before: that may be a second in reaching the disk for good,
 * and the text behind it must be out of this process by then. Nothing is written before {@link begin}, so that a
 * conversation in which nothing was ever sent leaves no trace.
 */
export class JournalWriter {
  private pending: ChatEvent[] = [];
  private timer: NodeJS.Timeout | undefined;
  /** What has to be over before anything more is handed to the store. */
  private gate: Promise<unknown> = Promise.resolve();
  private readonly underWay = new Set<Promise<void>>();
  private isDiscarded = false;

  constructor(
    private readonly store: Pick<SessionStore, 'append'>,
    private readonly conversationId: string,
    private hasBegun: boolean,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  /** What is not on disk yet and not on its way there, oldest first. */
  get unwritten(): readonly ChatEvent[] {
    return this.pending;
  }

  /** The conversation has a journal. */
  get isWriting(): boolean {
    return this.hasBegun;
  }

  /** Takes an event that has happened. */
  add(event: ChatEvent): void {
    if (isTransient(event) || this.isDiscarded) return;
    this.pending.push(event);
    if (!this.hasBegun) return;
    if (isDelta(event)) {
      this.timer ??= setTimeout(() => this.flushLater(), longestDelay);
    } else {
      this.flushLater();
    }
  }

  /** From now on events are written; those that waited go first. */
  begin(): void {
    this.hasBegun = true;
  }

  /** Resolves when everything that was added before is on disk. Rejects only if the store does. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.hasBegun) return;
    const earlier = [...this.underWay];
    const own: Promise<void> = this.gate
      .then(() => {
        const batch = joinDeltas(this.pending);
        this.pending = [];
        return batch.length > 0 ? this.store.append(this.conversationId, batch) : undefined;
      })
      .finally(() => this.underWay.delete(own));
    this.underWay.add(own);
    await own;
    await Promise.allSettled(earlier);
  }

  /** Forgets what is not written, and writes nothing more. */
  discard(): void {
    this.isDiscarded = true;
    this.pending = [];
    clearTimeout(this.timer);
  }

  private flushLater(): void {
    this.flush().catch(this.onTrouble);
  }

  /**
   * Runs `work` after everything that was flushed before and ahead of everything that is flushed later: while it runs,
   * the journal gets nothing from this window.
   */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const result = Promise.allSettled([this.gate, ...this.underWay]).then(work);
    this.gate = result.catch(() => undefined);
    return result;
  }
}
