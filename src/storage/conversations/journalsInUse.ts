import type { ConversationJournal } from './conversationJournal';

/**
 * The journals in memory: those that are followed, those that this window has written to, and those with which something is
 * being done. Others are not kept, because there may be thousands.
 */
export class JournalsInUse {
  private readonly journals = new Map<string, ConversationJournal>();

  constructor(private readonly create: (id: string) => ConversationJournal) {}

  get size(): number {
    return this.journals.size;
  }

  /** Each journal by the ID of its conversation. */
  [Symbol.iterator](): IterableIterator<[string, ConversationJournal]> {
    return this.journals.entries();
  }

  /** The journal if it is in memory. */
  known(id: string): ConversationJournal | undefined {
    return this.journals.get(id);
  }

  /** The journal, for a write. */
  of(id: string): ConversationJournal {
    const known = this.journals.get(id);
    if (known) return known;
    const journal = this.create(id);
    this.journals.set(id, journal);
    return journal;
  }

  /** Does something with a journal. One that is unfollowed meanwhile remains until this ends. */
  async using<T>(id: string, work: (journal: ConversationJournal) => Promise<T>): Promise<T> {
    try {
      return await work(this.of(id));
    } finally {
      this.forgetUnused(id);
    }
  }

  unfollow(id: string): void {
    this.journals.get(id)?.unfollow();
    this.forgetUnused(id);
  }

  private forgetUnused(id: string): void {
    if (this.journals.get(id)?.isUnused) this.journals.delete(id);
  }
}
