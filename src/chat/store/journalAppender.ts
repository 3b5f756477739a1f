import { directoryMode, errorCode, fileMode, openFlags, syncDirectory, unlessMissing } from './fileSystem';
import type { FileSystem } from './fileSystem';
import { isPrecious, type JournalEvent } from './journalEvent';
import { encodeRecord } from './record';
import { SeenRecords } from './seenRecords';
import { identityOf, stateOf } from './readJournal';
import type { StorePaths } from './storePaths';

const firstRetry = 1_000;
const longestRetry = 30_000;
/** How often a batch is written when the file it went to is not there afterwards. */
const maxAttempts = 3;

/** What an appender needs from the store. */
export interface AppenderParts {
  readonly files: FileSystem;
  readonly paths: StorePaths;
  readonly writer: string;
  /** The disk refused (`ENOSPC`, …), or took everything again (`undefined`). */
  readonly onTrouble: (code: string | undefined) => void;
  /** The conversation was deleted for good by another window. */
  readonly onGone: () => void;
}

interface Batch {
  readonly events: readonly JournalEvent[];
  /** Number of the first event. */
  readonly from: number;
  readonly lines: readonly Buffer[];
  readonly isPrecious: boolean;
  readonly creates: boolean;
  readonly done: () => void;
}

/**
 * Writes one conversation's events to the end of its journal, in order, each batch by one write of whole lines.
 *
 * `kill -9` needs no more than that: what was written is in the system's hands. A power failure does, so what is precious is
 * synced before it counts as written. Trouble with the disk keeps the lines here; they are tried again with every further
 * append and by themselves after 1, 2, 4 … 30 s. A failed write may have reached the disk: the record numbers see to it that
 * what is written twice counts once.
 */
export class JournalAppender {
  private readonly waiting: Batch[] = [];
  private number = 0;
  private isWriting = false;
  /** Something was written: the journal was there. */
  hasFile = false;
  private retry: NodeJS.Timeout | undefined;
  private retryDelay = firstRetry;
  /** When something was last written or touched, in milliseconds since the epoch. */
  touchedAt = 0;

  constructor(
    private readonly id: string,
    private readonly parts: AppenderParts,
  ) {}

  /** Resolves when the events are on disk, or are kept in memory because the disk refuses. Never rejects. */
  append(events: readonly JournalEvent[]): Promise<void> {
    const { writer } = this.parts;
    const from = this.number + 1;
    const lines = events.map((event) => encodeRecord({ writer, number: ++this.number, event }));
    return new Promise((resolve) => {
      this.waiting.push({
        events,
        from,
        lines,
        isPrecious: events.some(isPrecious),
        creates: events.some((event) => event.type === 'conversationStarted'),
        done: resolve,
      });
      void this.flush();
    });
  }

  get hasUnwritten(): boolean {
    return this.waiting.length > 0;
  }

  /** Events that wait, but for those that were seen on disk: a failed write may have reached it all the same. */
  unwritten(seen = new SeenRecords()): readonly JournalEvent[] {
    return this.waiting.flatMap(({ events, from }) =>
      events.filter((_, index) => !seen.has(this.parts.writer, from + index)),
    );
  }

  /** Tries once to write everything that waits. Resolves when nothing is under way; never rejects. */
  async flush(): Promise<void> {
    if (this.isWriting) return this.idle();
    this.isWriting = true;
    clearTimeout(this.retry);
    try {
      while (this.waiting.length > 0) {
        const batches = this.waiting.slice();
        const isWritten = await this.write(batches);
        this.waiting.splice(0, batches.length);
        for (const batch of batches) batch.done();
        if (!isWritten) {
          this.discard();
          this.parts.onGone();
        }
      }
      this.retryDelay = firstRetry;
      this.parts.onTrouble(undefined);
    } catch (error) {
      this.parts.onTrouble(errorCode(error));
      for (const batch of this.waiting) batch.done();
      this.retry = setTimeout(() => void this.flush(), this.retryDelay).unref();
      this.retryDelay = Math.min(this.retryDelay * 2, longestRetry);
    } finally {
      this.isWriting = false;
      for (const wake of this.idlers.splice(0)) wake();
    }
  }

  /** Forgets what was not written: the conversation is deleted. */
  discard(): void {
    clearTimeout(this.retry);
    for (const batch of this.waiting.splice(0)) batch.done();
  }

  private readonly idlers: (() => void)[] = [];

  private idle(): Promise<void> {
    return new Promise((resolve) => this.idlers.push(resolve));
  }

  /** False where the conversation is gone. Throws where the disk refuses. */
  private async write(batches: readonly Batch[]): Promise<boolean> {
    // The line break in front ends a line that a crash may have torn, whoever wrote it.
    const lineBreak = Buffer.from('\n');
    const lines = batches.flatMap((batch) => batch.lines.flatMap((line) => [line, lineBreak]));
    const bytes = Buffer.concat([lineBreak, ...lines]);
    const mustSync = batches.some((batch) => batch.isPrecious);
    for (let attempt = 1; ; attempt++) {
      const creates = !this.hasFile && batches.some((batch) => batch.creates);
      const identity = await this.writeOnce(bytes, mustSync, creates);
      if (identity === undefined) return false;
      // Some network drives give a file another number each time: there it has to be believed.
      if (attempt === maxAttempts || (await this.isStillThere(identity))) return true;
    }
  }

  /** Which file it went to; `undefined` where there is none. */
  private async writeOnce(bytes: Buffer, mustSync: boolean, creates: boolean): Promise<string | undefined> {
    const handle = await this.open(creates);
    if (!handle) return undefined;
    this.hasFile = true;
    try {
      const { bytesWritten } = await handle.write(bytes);
      if (bytesWritten < bytes.length) throw Object.assign(new Error('Short write'), { code: 'ENOSPC' });
      if (mustSync) await handle.datasync();
      this.touchedAt = Date.now();
      return identityOf(await handle.stat({ bigint: true }));
    } finally {
      await handle.close();
      if (creates) await syncDirectory(this.parts.files, this.parts.paths.directory);
    }
  }

  private async open(creates: boolean) {
    const { files, paths } = this.parts;
    const journal = paths.journal(this.id);
    if (creates) {
      const created = await unlessMissing(files.open(journal, openFlags.appendOrCreate, fileMode));
      if (created) return created;
      await files.mkdir(paths.directory, { recursive: true, mode: directoryMode });
      return files.open(journal, openFlags.appendOrCreate, fileMode);
    }
    return (
      (await unlessMissing(files.open(journal, openFlags.append))) ??
      // Deleted, and not for good yet: what still happens belongs to what "Undo" brings back.
      (await unlessMissing(files.open(paths.removed(this.id), openFlags.append)))
    );
  }

  /** Another window may have put a repaired file in place while this one wrote to the old one. */
  private async isStillThere(identity: string): Promise<boolean> {
    const { files, paths } = this.parts;
    for (const path of [paths.journal(this.id), paths.removed(this.id)]) {
      const state = await unlessMissing(stateOf(files, path));
      if (state?.identity === identity) return true;
    }
    return false;
  }
}
