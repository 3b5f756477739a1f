import type { FileHandle } from 'node:fs/promises';
import {
  directoryMode,
  errorCode,
  fileMode,
  openFlags,
  syncDirectory,
  unlessMissing,
} from './disk/fileSystem';
import type { JournalDeps } from './journalTypes';
import { encodeRecord } from './record';
import { SeenRecords } from './seenRecords';
import { identityOf, stateOf } from './disk/readJournal';

const firstRetry = 1_000;
const longestRetry = 30_000;
/** Most attempts to write a batch if the file is replaced during the write. */
const maxAttempts = 3;

export interface JournalAppenderDeps<E> extends JournalDeps<E> {
  /** Identifies this process in the records. */
  readonly writer: string;
  /** Fires with the errno of a failed write (`ENOSPC`, …), or `undefined` after a success. */
  readonly onDiskError: (code: string | undefined) => void;
  /**
   * The journal does not exist. Throws if the whole directory is missing: then the user has not deleted the
   * conversation.
   */
  readonly assertRemoved: () => Promise<void>;
  /** Another process deleted the journal permanently. */
  readonly onGone: () => void;
}

/** The result of one write, with the file that received it. */
interface Written<E> {
  readonly batches: readonly Batch<E>[];
  readonly handles: readonly FileHandle[];
}

interface Batch<E> {
  readonly events: readonly E[];
  /** Number of the first event. */
  readonly from: number;
  readonly lines: readonly Buffer[];
  /** The event counts as written only when it survives a power failure. */
  readonly mustSync: boolean;
  readonly creates: boolean;
  readonly done: () => void;
}

/**
 * Writes events to the end of a journal, in order, each batch by one write of whole lines.
 *
 * `kill -9` loses nothing that was written, because the system has it. A power failure does, so events that need a sync count
 * as written only after it. A sync may take a second on a busy disk; later events are written meanwhile, and one sync serves
 * everything that was written before it started.
 *
 * If the disk refuses, the lines are kept and written with the next append, or after 1, 2, 4 … 30 s. A failed write may have
 * reached the disk: the record numbers ensure that a record that was written twice counts once.
 */
export class JournalAppender<E> {
  private waiting: Batch<E>[] = [];
  /** Written, but not synced. */
  private unsynced: Written<E>[] = [];
  private syncing: Promise<void> | undefined;
  private number = 0;
  private isWriting = false;
  /** Something was written, so the journal exists. */
  hasFile = false;
  private retry: NodeJS.Timeout | undefined;
  private retryDelay = firstRetry;
  /** Time of the last write or touch, in milliseconds since the epoch. */
  touchedAt = 0;

  constructor(private readonly deps: JournalAppenderDeps<E>) {}

  /** Resolves when the events are on disk, or are kept in memory because of a disk error. Never rejects. */
  append(events: readonly E[]): Promise<void> {
    const { writer, codec } = this.deps;
    const from = this.number + 1;
    const lines = events.map((event) => encodeRecord({ writer, number: ++this.number, event }));
    const creates = events.some((event) => codec.isFirst(event));
    return new Promise((resolve) => {
      this.waiting.push({
        ...{ events, from, lines, creates },
        mustSync: creates || events.some((event) => codec.needsSync(event)),
        done: resolve,
      });
      void this.writeWaiting();
    });
  }

  /** Nothing was written. After a write, the count of records must continue. */
  get isUnused(): boolean {
    return this.number === 0;
  }

  get hasUnwritten(): boolean {
    return this.waiting.length > 0;
  }

  /** Pending events without those that were seen on disk: a failed write may have reached it. */
  unwritten(seen = new SeenRecords()): readonly E[] {
    return this.waiting.flatMap(({ events, from }) =>
      events.filter((_, index) => !seen.has(this.deps.writer, from + index)),
    );
  }

  /** Tries once to write all pending events. Resolves when no write is in progress; never rejects. */
  async flush(): Promise<void> {
    await this.writeWaiting();
    await this.syncing;
  }

  private async writeWaiting(): Promise<void> {
    if (this.isWriting) return this.idle();
    this.isWriting = true;
    clearTimeout(this.retry);
    try {
      while (this.waiting.length > 0) {
        const batches = this.waiting.slice();
        const handles = await this.write(batches);
        this.waiting = this.waiting.filter((batch) => !batches.includes(batch));
        for (const batch of batches) if (!batch.mustSync || !handles) batch.done();
        if (!handles) {
          this.discard();
          this.deps.onGone();
        } else if (handles.length > 0) {
          this.unsynced.push({ batches: batches.filter(({ mustSync }) => mustSync), handles });
          this.syncing ??= this.syncAll();
        }
      }
      if (!this.syncing) this.noteSuccess();
    } catch (error) {
      this.noteFailure(error);
    } finally {
      this.isWriting = false;
      for (const wake of this.idlers.splice(0)) wake();
    }
  }

  /** The conversation was deleted: drops pending events. */
  discard(): void {
    clearTimeout(this.retry);
    for (const batch of this.waiting.splice(0)) batch.done();
  }

  private readonly idlers: (() => void)[] = [];

  private idle(): Promise<void> {
    return new Promise((resolve) => this.idlers.push(resolve));
  }

  /** Syncs written events until none is left. Events that cannot be synced are written again. */
  private async syncAll(): Promise<void> {
    while (this.unsynced.length > 0) {
      const written = this.unsynced;
      this.unsynced = [];
      const batches = written.flatMap((each) => each.batches);
      try {
        await this.sync(written.flatMap((each) => each.handles));
        if (batches.some(({ creates }) => creates)) {
          await syncDirectory(this.deps.files, this.deps.paths.directory);
        }
        for (const batch of batches) batch.done();
        if (!this.hasUnwritten) this.noteSuccess();
      } catch (error) {
        this.waiting.unshift(...batches);
        this.noteFailure(error);
      }
    }
    this.syncing = undefined;
  }

  /** The last handle belongs to the current file. A sync covers all writes to a file, regardless of the handle. */
  private async sync(handles: readonly FileHandle[]): Promise<void> {
    try {
      await handles.at(-1)?.datasync();
    } finally {
      for (const handle of handles) await handle.close();
    }
  }

  private noteSuccess(): void {
    this.retryDelay = firstRetry;
    this.deps.onDiskError(undefined);
  }

  private noteFailure(error: unknown): void {
    this.deps.onDiskError(errorCode(error));
    for (const batch of this.waiting) batch.done();
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.writeWaiting(), this.retryDelay).unref();
    this.retryDelay = Math.min(this.retryDelay * 2, longestRetry);
  }

  /** Returns the handles to sync and close; `undefined` if the journal was removed. Throws disk errors. */
  private async write(batches: readonly Batch<E>[]): Promise<readonly FileHandle[] | undefined> {
    // The leading line break ends a line that a crash of any writer may have torn.
    const lineBreak = Buffer.from('\n');
    const lines = batches.flatMap((batch) => batch.lines.flatMap((line) => [line, lineBreak]));
    const bytes = Buffer.concat([lineBreak, ...lines]);
    const mustSync = batches.some((batch) => batch.mustSync);
    const open: FileHandle[] = [];
    let isKept = false;
    try {
      for (let attempt = 1; ; attempt++) {
        const creates = !this.hasFile && batches.some((batch) => batch.creates);
        const handle = await this.open(creates);
        if (!handle) return undefined;
        open.push(handle);
        this.hasFile = true;
        const identity = await this.writeTo(handle, bytes);
        // Some network drives return another inode number each time; there the check is skipped.
        if (attempt < maxAttempts && !(await this.isStillThere(identity))) continue;
        isKept = mustSync;
        return mustSync ? open : [];
      }
    } finally {
      if (!isKept) for (const handle of open) await handle.close();
    }
  }

  /** Returns the identity of the file that was written to. */
  private async writeTo(handle: FileHandle, bytes: Buffer): Promise<string> {
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten < bytes.length) throw Object.assign(new Error('Short write'), { code: 'ENOSPC' });
    this.touchedAt = Date.now();
    return identityOf(await handle.stat({ bigint: true }));
  }

  private async open(creates: boolean) {
    const { files, paths } = this.deps;
    const journal = paths.file;
    if (creates) {
      const created = await unlessMissing(files.open(journal, openFlags.appendOrCreate, fileMode));
      if (created) return created;
      await files.mkdir(paths.directory, { recursive: true, mode: directoryMode });
      return files.open(journal, openFlags.appendOrCreate, fileMode);
    }
    const found =
      (await unlessMissing(files.open(journal, openFlags.append))) ??
      // Removed, but not deleted yet: later events go to the file that "Undo" restores.
      (await unlessMissing(files.open(paths.removed, openFlags.append)));
    if (!found) await this.deps.assertRemoved();
    return found;
  }

  /** Whether the file is in place. Another window may have replaced it with a repaired one during the write. */
  private async isStillThere(identity: string): Promise<boolean> {
    const { files, paths } = this.deps;
    for (const path of [paths.file, paths.removed]) {
      const state = await unlessMissing(stateOf(files, path));
      if (state?.identity === identity) return true;
    }
    return false;
  }
}
