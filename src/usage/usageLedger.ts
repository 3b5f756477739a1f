import { randomBytes } from 'node:crypto';
import { watch, type FSWatcher } from 'node:fs';
import { appendFile, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Emitter, type Disposable } from '../shared/emitter';
import { UsageBook, type UsageTotals, type WorkflowUsage } from './usageBook';
import type { UsageEntry, UsageSink } from './usageEntry';
import { encodeUsageRecord, localDay, parseUsageRecord, usageFrom, type UsageRecord } from './usageRecord';

/** How to open a ledger. */
export interface UsageLedgerOptions {
  /** Absolute path; made if it is not there. */
  readonly directory: string;
  readonly now?: () => number;
  readonly log: { warn(text: string): void };
}

const fileName = 'usage.jsonl';
/** How often the file is looked at where the system does not tell of changes, in milliseconds. */
const pollInterval = 1_000;
/** Longest time that a timer can wait for; a day is less, a wrong clock may ask for more. */
const longestWait = 24 * 60 * 60 * 1_000;

/**
 * The tokens of all conversations by run, workflow and day, in one file that is only ever added to. Several windows may
 * share it. Each run counts once, however often it is reported; totals fall by {@link reset} only. What the disk refuses
 * still counts as long as the window lives.
 */
export class UsageLedger implements UsageSink, Disposable {
  private readonly changed = new Emitter<UsageTotals>();
  private readonly book = new UsageBook();
  private readonly now: () => number;
  private readonly path: string;
  /** Records that the disk has not taken yet. */
  private unwritten: UsageRecord[] = [];
  private offset = 0;
  /** The beginning of a line whose end has not been read. */
  private rest = Buffer.alloc(0);
  private queue: Promise<unknown> = Promise.resolve();
  private watcher: FSWatcher | undefined;
  private poll: NodeJS.Timeout | undefined;
  private midnight: NodeJS.Timeout | undefined;
  private isDisposed = false;

  /** Totals have changed, here or in another window, or a new day has begun. Carries those of today. */
  readonly onDidChange = this.changed.event;

  private constructor(private readonly options: UsageLedgerOptions) {
    this.now = options.now ?? Date.now;
    this.path = join(options.directory, fileName);
  }

  /** Opens the ledger. Never fails: what cannot be read counts as nothing. */
  static async open(options: UsageLedgerOptions): Promise<UsageLedger> {
    const ledger = new UsageLedger(options);
    try {
      await mkdir(options.directory, { recursive: true, mode: 0o700 });
    } catch (error) {
      ledger.report(error);
    }
    await ledger.refresh();
    ledger.watch();
    ledger.awaitMidnight();
    return ledger;
  }

  /** Takes what a run used. Resolves when it is on disk, or the disk refused. */
  async add(entry: UsageEntry): Promise<void> {
    const { runId, workflow, at } = entry;
    const usage = usageFrom(entry.usage);
    await this.write({
      type: 'run',
      runId,
      day: localDay(at),
      key: workflow.key,
      name: workflow.name,
      usage,
    });
  }

  /** Totals of today without the demo, by the local date. */
  today(): UsageTotals {
    return this.book.onDay(localDay(this.now()));
  }

  /** What each workflow except the demo used today and since the last reset, the largest first. */
  byWorkflow(): readonly WorkflowUsage[] {
    return this.book.byWorkflow(localDay(this.now()));
  }

  /** What the demo used today and since the last reset; `undefined` where it has no runs. */
  demo(): WorkflowUsage | undefined {
    return this.book.demo(localDay(this.now()));
  }

  /** Sets everything back to nothing, in all windows. By the user's act only. */
  async reset(): Promise<void> {
    await this.write({ type: 'reset', id: randomBytes(16).toString('hex') });
  }

  /** Reads what other windows have added. */
  refresh(): Promise<void> {
    return this.alone(async () => {
      if (await this.readNews()) this.changed.fire(this.today());
    });
  }

  dispose(): void {
    this.isDisposed = true;
    this.watcher?.close();
    clearInterval(this.poll);
    clearTimeout(this.midnight);
    this.changed.dispose();
  }

  private async write(record: UsageRecord): Promise<void> {
    if (!this.book.isNews(record)) return;
    this.book.take(record);
    this.changed.fire(this.today());
    this.unwritten.push(record);
    await this.alone(() => this.writeAll());
  }

  /** One write for all that waits, added at the end of the file: windows do not get in each other's way. */
  private async writeAll(): Promise<void> {
    const records = this.unwritten;
    if (records.length === 0) return;
    try {
      await appendFile(this.path, records.map(encodeUsageRecord).join(''), { mode: 0o600 });
      this.unwritten = this.unwritten.slice(records.length);
    } catch (error) {
      this.report(error);
    }
  }

  /** True if anything was new. */
  private async readNews(): Promise<boolean> {
    let hasNews = false;
    try {
      const bytes = await this.readRest();
      const lines = Buffer.concat([this.rest, bytes]);
      const end = lines.lastIndexOf(0x0a) + 1;
      this.rest = lines.subarray(end);
      for (const line of lines.toString('utf8', 0, end).split('\n')) {
        const record = parseUsageRecord(line);
        if (!record || !this.book.isNews(record)) continue;
        this.book.take(record);
        hasNews = true;
      }
    } catch (error) {
      if (!isMissing(error)) this.report(error);
    }
    return hasNews;
  }

  /** What was added since the last time. A file that has become shorter is another one: it is read from its beginning. */
  private async readRest(): Promise<Buffer> {
    const handle = await open(this.path, 'r');
    try {
      const { size } = await handle.stat();
      if (size < this.offset) {
        this.offset = 0;
        this.rest = Buffer.alloc(0);
      }
      const buffer = Buffer.alloc(size - this.offset);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, this.offset);
      this.offset += bytesRead;
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  private watch(): void {
    try {
      this.watcher = watch(this.options.directory, { persistent: false }, (_event, name) => {
        if (name === null || name === fileName) void this.refresh();
      });
      this.watcher.on('error', (error) => {
        this.report(error);
        this.watcher?.close();
        this.startPolling();
      });
    } catch (error) {
      this.report(error);
      this.startPolling();
    }
  }

  private startPolling(): void {
    if (!this.isDisposed) this.poll ??= setInterval(() => void this.refresh(), pollInterval).unref();
  }

  private awaitMidnight(): void {
    const now = new Date(this.now());
    const next = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
    const wait = Math.min(Math.max(next - now.getTime(), pollInterval), longestWait);
    this.midnight = setTimeout(() => {
      this.changed.fire(this.today());
      this.awaitMidnight();
    }, wait).unref();
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work);
    this.queue = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  private report(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.options.log.warn(`The token ledger: ${reason}`);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
