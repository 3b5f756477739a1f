import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Emitter, type Disposable } from '../shared/emitter';
import { FileFollower } from '../storage/journal/disk/fileFollower';
import {
  appendToFile,
  directoryMode,
  nodeFileSystem,
  watchDirectory,
} from '../storage/journal/disk/fileSystem';
import { LineSplitter } from '../storage/journal/lineSplitter';
import { SerialQueue } from '../storage/journal/disk/serialQueue';
import {
  sumOf,
  UsageBook,
  type UsageDetail,
  type UsageQuery,
  type UsageRange,
  type UsageRow,
  type UsageTotals,
} from './usageBook';
import {
  encodeUsageRecord,
  localDay,
  parseUsageRecord,
  usageFrom,
  type UsageEntry,
  type UsageRecord,
} from './usageRecord';

export interface UsageLedgerOptions {
  /** Absolute path; created if it does not exist. */
  readonly directory: string;
  readonly now?: () => number;
  readonly log: { warn(text: string): void };
}

const fileName = 'usage.jsonl';
/** Longest timer, in milliseconds. Timers stop while the computer sleeps, and the clock can be set. */
const longestWait = 60 * 1_000;

/**
 * The tokens of all conversations, in one append-only file that windows share. Each run counts once, however often it
 * is reported; totals decrease by {@link reset} only. Records that cannot be written count until the window closes.
 */
export class UsageLedger implements Disposable {
  private readonly changed = new Emitter<undefined>();
  private readonly added = new Emitter<undefined>();
  private readonly book = new UsageBook();
  private readonly queue = new SerialQueue();
  private readonly now: () => number;
  private readonly path: string;
  private readonly follower: FileFollower;
  /** Records that are not on disk yet. */
  private unwritten: UsageRecord[] = [];
  private watcher: Disposable | undefined;
  private midnight: NodeJS.Timeout | undefined;
  /** The day that the last event was about. */
  private knownDay = '';
  private hasNews = false;

  /** Totals have changed, here or in another window, or a new day has begun. */
  readonly onDidChange = this.changed.event;
  /** A run of this window was counted. */
  readonly onDidAdd = this.added.event;

  private constructor(private readonly options: UsageLedgerOptions) {
    this.now = options.now ?? Date.now;
    this.path = join(options.directory, fileName);
    const newSink = () => new LineSplitter((line) => this.takeLine(line));
    this.follower = new FileFollower(nodeFileSystem, this.path, newSink);
  }

  /** Opens the ledger. Never fails: unreadable records are ignored. */
  static async open(options: UsageLedgerOptions): Promise<UsageLedger> {
    const ledger = new UsageLedger(options);
    const { directory } = options;
    try {
      await nodeFileSystem.mkdir(directory, { recursive: true, mode: directoryMode });
    } catch (error) {
      ledger.report(error);
    }
    await ledger.refresh();
    ledger.watcher = watchDirectory(directory, (name) => {
      if (name === undefined || name === fileName) void ledger.refresh();
    });
    ledger.awaitMidnight();
    return ledger;
  }

  /** Counts a run. Resolves when it is on disk, or could not be written. */
  async add({ runId, workflow, usage, outcome, calls, wasRefused, at }: UsageEntry): Promise<void> {
    const run = { runId, day: localDay(at), ...workflow, ...(calls !== undefined && { calls }) };
    await this.write(
      wasRefused
        ? { type: 'refused', ...run }
        : { type: 'run', ...run, usage: usageFrom(usage), ...(outcome && { outcome }) },
    );
    this.added.fire(undefined);
  }

  /** Sets all totals to zero, in all windows. */
  async reset(): Promise<void> {
    await this.write({ type: 'reset', id: randomBytes(16).toString('hex') });
  }

  /** Today's local date, such as `2026-11-23`. */
  get day(): string {
    return localDay(this.now());
  }

  /** Totals by day, workflow, profile or outcome. */
  query(query: UsageQuery): readonly UsageRow[] {
    return this.book.query(query);
  }

  /** Totals by day, profile and outcome, those of the demo included. */
  details(range: UsageRange): readonly UsageDetail[] {
    return this.book.details(range);
  }

  /** Totals of today without the demo. */
  today(): UsageTotals {
    return sumOf(this.query({ by: 'day', from: this.day, to: this.day }));
  }

  /** Reads what other windows have appended. */
  refresh(): Promise<void> {
    return this.queue.run(async () => {
      try {
        await this.follower.check();
      } catch (error) {
        this.report(error);
      }
      if (this.hasNews) this.changed.fire(undefined);
      this.hasNews = false;
    });
  }

  dispose(): void {
    this.watcher?.dispose();
    clearTimeout(this.midnight);
    this.changed.dispose();
    this.added.dispose();
  }

  private async write(record: UsageRecord): Promise<void> {
    if (!this.book.isNews(record)) return;
    this.book.take(record);
    this.changed.fire(undefined);
    this.unwritten.push(record);
    await this.queue.run(() => this.writeAll());
  }

  /** Writes all pending records with one append, so that windows do not overwrite each other. */
  private async writeAll(): Promise<void> {
    const records = this.unwritten;
    if (records.length === 0) return;
    try {
      await appendToFile(nodeFileSystem, this.path, Buffer.from(records.map(encodeUsageRecord).join('')));
      this.unwritten = this.unwritten.slice(records.length);
    } catch (error) {
      this.report(error);
    }
  }

  private takeLine(line: Buffer | undefined): void {
    const record = line && parseUsageRecord(line.toString());
    if (!record || !this.book.isNews(record)) return;
    this.book.take(record);
    this.hasNews = true;
  }

  private awaitMidnight(): void {
    this.knownDay = this.day;
    const now = new Date(this.now());
    const next = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
    const wait = Math.min(Math.max(next - now.getTime(), 1_000), longestWait);
    this.midnight = setTimeout(() => {
      if (this.day !== this.knownDay) this.changed.fire(undefined);
      this.awaitMidnight();
    }, wait).unref();
  }

  private report(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.options.log.warn(`Token ledger: ${reason}`);
  }
}
