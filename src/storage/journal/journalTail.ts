import { FileFollower, type FilePosition } from './disk/fileFollower';
import { JournalScanner } from './journalScanner';
import type { JournalDeps } from './journalTypes';
import type { JournalRecord } from './record';
import type { SeenRecords } from './seenRecords';

/** The position at which reading a journal stopped. */
export interface TailStart extends FilePosition {
  /** The records before that position. */
  readonly seen: SeenRecords;
}

export interface JournalTailDeps<E> extends JournalDeps<E> {
  /** Called for each new record, in order, those of this process included. */
  readonly onRecord: (record: JournalRecord<E>) => void;
  /** Called once after the records of each check. */
  readonly onRead: () => void;
  /** The journal does not exist. Throws if the whole directory is missing: then the journal was not removed. */
  readonly assertRemoved: () => Promise<void>;
  readonly onRemoved: () => void;
  readonly onRestored: () => void;
}

/** Longest time between two checks that counts as observed, in milliseconds. */
const longestGap = 1_000;

/** Follows a journal from where it was read, and reports what processes append. */
export class JournalTail<E> {
  private readonly follower: FileFollower;
  private scanner: JournalScanner<E> | undefined;
  private hasRecords = false;
  private isRemoved = false;
  private touchedAt = 0;
  private checkedAt = performance.now();

  /**
   * How long the file was observed, while this computer was awake, without being written or touched, in milliseconds. Clocks
   * are not compared: after the computer slept, every file looks old.
   */
  silence = 0;

  constructor(
    start: TailStart,
    private readonly deps: JournalTailDeps<E>,
  ) {
    const newSink = () => (this.scanner = this.newScanner(this.scanner?.seen ?? start.seen));
    this.follower = new FileFollower(deps.files, deps.paths.file, newSink, start);
  }

  /**
   * Reads new records, up to `to` or the end. Must not run twice at the same time. Throws what the file system throws.
   */
  async check(to?: number): Promise<void> {
    const state = await this.follower.check(to);
    if (!state) {
      if (this.isRemoved) return;
      await this.deps.assertRemoved();
      this.isRemoved = true;
      this.deps.onRemoved();
      return;
    }
    if (this.isRemoved) {
      this.isRemoved = false;
      this.deps.onRestored();
    }
    if (this.hasRecords) this.deps.onRead();
    this.hasRecords = false;
    this.measureSilence(state.touchedAt);
  }

  /** This process removed or restored the journal, so that {@link check} does not report it. */
  expectRemoved(isRemoved: boolean): void {
    this.isRemoved = isRemoved;
  }

  private measureSilence(touchedAt: number): void {
    const now = performance.now();
    const isTouched = touchedAt !== this.touchedAt;
    this.silence = isTouched ? 0 : this.silence + Math.min(now - this.checkedAt, longestGap);
    this.touchedAt = touchedAt;
    this.checkedAt = now;
  }

  /** Records seen before are known by writer and number, also in a repaired file. */
  private newScanner(seen: SeenRecords): JournalScanner<E> {
    const record = (each: JournalRecord<E>) => {
      this.hasRecords = true;
      this.deps.onRecord(each);
    };
    return new JournalScanner((value) => this.deps.codec.read(value), { record }, seen);
  }
}
