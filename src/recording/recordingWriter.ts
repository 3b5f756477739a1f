import { JournalAppender, type JournalAppenderDeps } from '../storage/journal/journalAppender';
import type { RecordedRun, RecordingEntry } from './recording';
import type { RecordingRecord } from './recordingJournal';

/** Longest time in milliseconds that an entry waits in memory. */
const flushAfterMs = 500;
/** Entries of more characters than this are written at once. */
const flushAtLength = 256 * 1024;

/** Writes the entries of one run to its file, several at a time. */
export class RecordingWriter {
  private readonly journal: JournalAppender<RecordingRecord>;
  private waiting: RecordingEntry[] = [];
  private waitingLength = 0;
  private timer: NodeJS.Timeout | undefined;
  private isGone = false;

  constructor(run: RecordedRun, deps: Omit<JournalAppenderDeps<RecordingRecord>, 'onGone'>) {
    this.journal = new JournalAppender({ ...deps, onGone: () => (this.isGone = true) });
    void this.journal.append([{ type: 'run', ...run }]);
  }

  write(entry: RecordingEntry): void {
    if (this.isGone) return;
    // The end is a short record, the last one, so that a list of runs reads little of each file.
    if (entry.type === 'ended') void this.flush();
    this.waiting.push(entry);
    this.waitingLength += lengthOf(entry);
    if (this.waitingLength >= flushAtLength) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), flushAfterMs).unref();
  }

  /** Resolves when all entries are on disk, or the disk has refused them. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const entries = this.waiting;
    this.waiting = [];
    this.waitingLength = 0;
    if (entries.length > 0) await this.journal.append([{ type: 'entries', entries }]);
    else await this.journal.flush();
  }
}

function lengthOf(entry: RecordingEntry): number {
  if (entry.type === 'event') return entry.data.length + (entry.strayLines?.length ?? 0);
  return entry.type === 'request' ? entry.body.length : 200;
}
