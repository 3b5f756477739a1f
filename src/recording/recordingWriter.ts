import { JournalAppender, type JournalAppenderDeps } from '../storage/journal/journalAppender';
import type { RecordedRun, RecordingEntry } from './recording';
import type { RecordingRecord } from './recordingJournal';

/** Longest time in milliseconds that an entry waits in memory. */
const flushAfterMs = 1_000;
/** Entries of more characters than this are written at once. */
const flushAtLength = 256 * 1024;

/** Writes the entries of one run to its file, several at a time: each write opens and checks the file. */
export class RecordingWriter {
  private readonly journal: JournalAppender<RecordingRecord>;
  /** What is not written yet, at first the head. */
  private records: RecordingRecord[];
  private waiting: RecordingEntry[] = [];
  private waitingLength = 0;
  private timer: NodeJS.Timeout | undefined;
  private isGone = false;

  constructor(run: RecordedRun, deps: Omit<JournalAppenderDeps<RecordingRecord>, 'onGone'>) {
    this.journal = new JournalAppender({ ...deps, onGone: () => (this.isGone = true) });
    this.records = [{ type: 'run', ...run }];
    this.schedule();
  }

  write(entry: RecordingEntry): void {
    if (this.isGone) return;
    // The request and the end are records by themselves, so that a list of runs reads little of each file.
    if (entry.type === 'ended') this.closeRecord();
    this.waiting.push(entry);
    this.waitingLength += lengthOf(entry);
    if (entry.type === 'request') this.closeRecord();
    if (this.waitingLength >= flushAtLength) void this.flush();
    else this.schedule();
  }

  /** Resolves when all entries are on disk, or the disk has refused them. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.closeRecord();
    const records = this.records;
    this.records = [];
    if (records.length > 0) await this.journal.append(records);
    else await this.journal.flush();
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => void this.flush(), flushAfterMs).unref();
  }

  private closeRecord(): void {
    if (this.waiting.length > 0) this.records.push({ type: 'entries', entries: this.waiting });
    this.waiting = [];
    this.waitingLength = 0;
  }
}

function lengthOf(entry: RecordingEntry): number {
  if (entry.type === 'event') return entry.data.length + (entry.strayLines?.length ?? 0);
  return entry.type === 'request' ? entry.body.length : 200;
}
