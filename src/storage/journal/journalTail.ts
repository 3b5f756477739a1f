import { unlessMissing, type FileSystem } from './fileSystem';
import type { JournalEvent } from '../../shared/conversation/chatEvent';
import { JournalScanner } from './journalScanner';
import type { OpenRuns } from './openRuns';
import { readJournal, stateOf } from './readJournal';
import type { JournalRecord } from './record';
import type { SeenRecords } from './seenRecords';
import { heartbeatLimit, isWriterGone } from './writerId';

/** Where the reading of a journal stopped. */
export interface TailStart {
  readonly identity: string;
  /** Behind the last whole line. */
  readonly offset: number;
  /** The records up to there. */
  readonly seen: SeenRecords;
  /** Runs open there, of all writers. */
  readonly openRuns: OpenRuns;
}

/** What a tail reports. */
export interface TailParts {
  readonly files: FileSystem;
  readonly path: string;
  /** This process: its records are no news. */
  readonly writer: string;
  readonly onEvents: (events: readonly JournalEvent[]) => void;
  /** The journal is not there. Throws where the whole folder is missing: then the user has not deleted the conversation. */
  readonly assertRemoved: () => Promise<void>;
  readonly onRemoved: () => void;
  readonly onRestored: () => void;
  /** Runs whose writer has died. */
  readonly onOrphans: (runIds: readonly string[]) => void;
}

/** The longest time between two looks that counts as having looked all the while, in milliseconds. */
const longestGap = 1_000;

/** Follows a journal from where it was read, and reports what other windows add. */
export class JournalTail {
  private identity: string;
  private offset: number;
  private scanner: JournalScanner;
  private news: JournalEvent[] = [];
  private readonly openRuns: OpenRuns;
  private isRemoved = false;
  private touchedAt = 0;
  private checkedAt = performance.now();
  /** How long this window has looked, while awake, without seeing the file touched, in milliseconds. */
  private silence = 0;

  constructor(
    start: TailStart,
    private readonly parts: TailParts,
  ) {
    this.identity = start.identity;
    this.offset = start.offset;
    this.openRuns = start.openRuns;
    this.scanner = this.newScanner(start.seen);
  }

  /** Reads what is new, up to `to` or the end, and reports it. Must not run twice at once. Throws on disk trouble. */
  async check(to?: number): Promise<void> {
    const state = await unlessMissing(stateOf(this.parts.files, this.parts.path));
    if (!state?.isFile) {
      if (!this.isRemoved) {
        await this.parts.assertRemoved();
        this.isRemoved = true;
        this.parts.onRemoved();
      }
      return;
    }
    if (this.isRemoved) {
      this.isRemoved = false;
      this.parts.onRestored();
    }
    if (state.identity !== this.identity || state.size < this.offset) {
      // A repaired file took its place. What was seen before is known by name.
      this.identity = state.identity;
      this.offset = 0;
      this.scanner = this.newScanner(this.scanner.seen);
    }
    if (state.size > this.offset) {
      this.offset = await readJournal(this.parts.files, this.parts.path, this.scanner, this.offset, to);
      const events = this.news;
      this.news = [];
      if (events.length > 0) this.parts.onEvents(events);
    }
    this.reportOrphans(state.touchedAt);
  }

  /** This window removed or restored the conversation itself: no news. */
  expectRemoved(isRemoved: boolean): void {
    this.isRemoved = isRemoved;
  }

  /**
   * Clocks are not asked: after the computer slept, every file looks old, and the window that carries the run has not had the
   * time to touch it.
   */
  private reportOrphans(touchedAt: number): void {
    const now = performance.now();
    const isTouched = touchedAt !== this.touchedAt;
    this.silence = isTouched ? 0 : this.silence + Math.min(now - this.checkedAt, longestGap);
    this.touchedAt = touchedAt;
    this.checkedAt = now;
    for (const writer of this.openRuns.writers) {
      if (writer === this.parts.writer) continue;
      if (isWriterGone(writer) || this.silence > heartbeatLimit) {
        this.parts.onOrphans(this.openRuns.drop(writer));
      }
    }
  }

  private newScanner(seen: SeenRecords): JournalScanner {
    return new JournalScanner({ record: (record) => this.take(record) }, seen);
  }

  private take({ writer, event }: JournalRecord): void {
    this.openRuns.take(event, writer);
    if (writer !== this.parts.writer) this.news.push(event);
  }
}
