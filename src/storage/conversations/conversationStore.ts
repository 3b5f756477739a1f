import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { isTransient } from '../../shared/conversation/transientEvent';
import type { ChatEvent, JournalEvent } from '../../shared/conversation/chatEvent';
import { Emitter, type Disposable } from '../../shared/emitter';
import { ConversationJournal, type StoredConversation } from './conversationJournal';
import {
  closeToOthers,
  directoryMode,
  nodeFileSystem,
  unlessMissing,
  watchDirectory,
} from '../journal/disk/fileSystem';
import type { FileSystem } from '../journal/disk/fileSystem';
import { ConversationIndex, type SearchHit } from './conversationIndex';
import { inParallel } from '../journal/disk/inParallel';
import type { RecoveryNotice } from './readConversation';
import { RemovedConversations } from './removedConversations';
import { JournalsInUse } from './journalsInUse';
import { conversationOf, isConversationId, isOwnName, StorePaths } from './storePaths';
import type { ConversationSummary } from './summary';
import { DiskErrors } from '../journal/disk/diskErrors';
import { newWriterId } from '../journal/writerId';

/** Interval of checks for changes that the file watcher did not report, in milliseconds. */
const pollInterval = 500;

/** The journal of one conversation. */
export interface JournalHandle {
  /**
   * Appends events in this order, except transient ones. Resolves when they are on disk. Disk errors do not reject: the
   * events are kept in memory, and the store reports the error.
   */
  append(events: readonly ChatEvent[]): Promise<void>;
  /** Reads the conversation, events of other windows included, and follows it. `undefined` if it does not exist. */
  load(): Promise<StoredConversation | undefined>;
  /** Stops following the conversation. */
  unfollow(): void;
}

/** Options of a store. */
export interface StoreOptions {
  /** Absolute path, for the store alone. Created if it does not exist. */
  readonly directory: string;
  /** Milliseconds since the epoch; used for names and ages only, never for order. */
  readonly now?: () => number;
  /** Random hexadecimal text of at least 8 digits. */
  readonly newId?: () => string;
  /** For tests that make the disk fail. */
  readonly files?: FileSystem;
}

/**
 * All conversations on disk: one append-only journal per conversation. Several windows may use one directory at the
 * same time, without a lock. Disk errors are reported by {@link onDidChangeProblem} and {@link onDidRecover}; events
 * that could not be written are kept in memory and written later.
 *
 * Needs `node:fs`, so it cannot be used on the web.
 */
export class ConversationStore {
  private readonly diskErrors = new DiskErrors();
  private readonly recover = new Emitter<readonly RecoveryNotice[]>();
  private readonly appendElsewhere = new Emitter<{
    readonly conversationId: string;
    readonly events: readonly JournalEvent[];
  }>();
  private readonly removed = new Emitter<{ readonly conversationId: string }>();
  private readonly restored = new Emitter<{ readonly conversationId: string }>();
  private readonly orphaned = new Emitter<{
    readonly conversationId: string;
    readonly runIds: readonly string[];
  }>();

  /** Fires with the errno of a disk error, such as `ENOSPC`, or `undefined` when all writes succeed again. */
  readonly onDidChangeProblem = this.diskErrors.onDidChange;
  /** Journals had problems. Each is reported once, in one event with those found at the same time. */
  readonly onDidRecover = this.recover.event;
  /** Another window appended to a conversation that was loaded in this one. */
  readonly onDidAppendElsewhere = this.appendElsewhere.event;
  /** A conversation was deleted in this window, or, if it was loaded here, in another one. */
  readonly onDidRemove = this.removed.event;
  /** A deleted conversation was restored. */
  readonly onDidRestore = this.restored.event;
  /** The process of these runs has ended. */
  readonly onDidOrphanRuns = this.orphaned.event;

  private readonly files: FileSystem;
  private readonly paths: StorePaths;
  private readonly now: () => number;
  private readonly newId: () => string;
  private readonly writer: string;
  private readonly index: ConversationIndex;
  private readonly journals = new JournalsInUse((id) => this.newJournal(id));
  private readonly reported = new Set<string>();
  private readonly removals: RemovedConversations;
  private readonly removedHere = new Set<string>();
  private notices: RecoveryNotice[] = [];
  private watcher: Disposable | undefined;
  private poll: NodeJS.Timeout | undefined;
  private isPolling = false;

  private constructor(options: StoreOptions) {
    this.files = options.files ?? nodeFileSystem;
    this.paths = new StorePaths(options.directory);
    this.removals = new RemovedConversations(this.files, this.paths);
    this.now = options.now ?? Date.now;
    this.newId = options.newId ?? (() => randomBytes(16).toString('hex'));
    this.writer = newWriterId(this.newId());
    this.index = new ConversationIndex({
      files: this.files,
      paths: this.paths,
      newName: this.newId,
      read: (id) => this.journals.using(id, (journal) => journal.readWhole()),
      unwritten: () =>
        new Set([...this.journals].filter(([, journal]) => journal.hasUnwritten).map(([id]) => id)),
      isOwnWriter: (writer) => writer === this.writer,
      onDiskError: (code) => this.diskErrors.note('history', code),
    });
  }

  /**
   * Opens the store. Never fails: if the directory cannot be created, events are kept in memory and `problem` is set.
   */
  static async open(options: StoreOptions): Promise<ConversationStore> {
    const store = new ConversationStore(options);
    await store.prepare();
    return store;
  }

  /** The errno, such as `ENOSPC`, if conversations cannot be saved at the moment. */
  get problem(): string | undefined {
    return this.diskErrors.current;
  }

  /** Number of journals in memory: see {@link JournalsInUse}. */
  get journalsInUse(): number {
    return this.journals.size;
  }

  /** The directory of the store, for "Open folder". */
  get directory(): string {
    return this.paths.directory;
  }

  /** The journal of a conversation. Appending throws a `TypeError` for an ID that is not 32 hexadecimal digits. */
  journal(conversationId: string): JournalHandle {
    return {
      append: async (events) => {
        assertId(conversationId);
        const lasting = events.filter((event): event is JournalEvent => !isTransient(event));
        if (lasting.length === 0) return;
        this.startPolling();
        await this.journals.of(conversationId).append(lasting);
      },
      load: () => this.load(conversationId),
      unfollow: () => this.journals.unfollow(conversationId),
    };
  }

  /** All conversations with a message, most recently used first. */
  async list(): Promise<readonly ConversationSummary[]> {
    const summaries = await this.index.list();
    this.tellNotices();
    return summaries;
  }

  /**
   * Conversations whose title or text contains all words of a query; all conversations for an empty query. Ignores case
   * and character width.
   */
  async search(query: string): Promise<readonly SearchHit[]> {
    const hits = await this.index.search(query);
    this.tellNotices();
    return hits;
  }

  /**
   * Removes a conversation. For ten minutes, or until this window closes, {@link restore} restores it. Rejects with
   * disk errors.
   */
  async remove(conversationId: string): Promise<void> {
    assertId(conversationId);
    await this.index.forget(conversationId, () =>
      this.journals.using(conversationId, (journal) => journal.remove()),
    );
    this.removedHere.add(conversationId);
    this.removed.fire({ conversationId });
    await this.removals.purge();
  }

  /** Restores a removed conversation. False if it was deleted permanently. Rejects if the disk refuses. */
  async restore(conversationId: string): Promise<boolean> {
    assertId(conversationId);
    if (!(await this.journals.using(conversationId, (journal) => journal.restore()))) return false;
    this.removedHere.delete(conversationId);
    this.restored.fire({ conversationId });
    return true;
  }

  /**
   * Permanently deletes all conversations, with files set aside and removed ones. Other files stay. Rejects with disk
   * errors.
   */
  async removeAll(): Promise<void> {
    const ids = new Set([...this.journals].map(([id]) => id));
    await this.index.forgetAll(async () => {
      const names = (await unlessMissing(this.files.readdir(this.paths.directory))) ?? [];
      // Journals last, so that a crash in between leaves no file without a conversation.
      for (const name of names.filter(isOwnName)) {
        const id = conversationOf(name);
        if (id !== undefined) ids.add(id);
        else await this.files.rm(join(this.paths.directory, name), { recursive: true, force: true });
      }
      for (const id of ids) await this.journals.using(id, (journal) => journal.erase());
    });
    this.removedHere.clear();
    for (const conversationId of ids) this.removed.fire({ conversationId });
  }

  /** Tries once to write all pending events. Does not use VS Code, so it can be awaited during shutdown. */
  async flush(): Promise<void> {
    await Promise.all([...this.journals].map(([, journal]) => journal.flush()));
  }

  /** Writes pending events, and permanently deletes conversations that this window removed. */
  async dispose(): Promise<void> {
    clearTimeout(this.poll);
    this.watcher?.dispose();
    await this.flush();
    for (const [, journal] of this.journals) journal.unfollow();
    for (const id of this.removedHere) {
      await this.diskErrors.attempt('removed', () => this.removals.deleteForGood(id));
    }
    for (const emitter of [
      this.diskErrors,
      this.recover,
      this.appendElsewhere,
      this.removed,
      this.restored,
      this.orphaned,
    ]) {
      emitter.dispose();
    }
  }

  private async prepare(): Promise<void> {
    await this.diskErrors.attempt('directory', async () => {
      await this.files.mkdir(this.paths.directory, { recursive: true, mode: directoryMode });
      await closeToOthers(this.files, this.paths.directory);
      await this.removals.purge();
    });
    this.watcher = watchDirectory(this.paths.directory, (name) => {
      const id = name === undefined ? undefined : conversationOf(name);
      if (id !== undefined && this.journals.known(id)?.isFollowed) void this.check(id);
    });
  }

  private async load(conversationId: string): Promise<StoredConversation | undefined> {
    if (!isConversationId(conversationId)) return undefined;
    try {
      return await this.journals.using(conversationId, (journal) => journal.load());
    } finally {
      this.startPolling();
      this.tellNotices();
    }
  }

  private newJournal(id: string): ConversationJournal {
    return new ConversationJournal(id, {
      files: this.files,
      paths: this.paths.of(id),
      writer: this.writer,
      now: this.now,
      onDiskError: (code) => {
        this.diskErrors.note(id, code);
        // A successful write means that the directory exists.
        if (code === undefined) this.diskErrors.note('directory', undefined);
      },
      onNotice: (notice) => this.notices.push(notice),
      onAppendElsewhere: (events) => this.appendElsewhere.fire({ conversationId: id, events }),
      onRemovedElsewhere: () => this.removed.fire({ conversationId: id }),
      onRestoredElsewhere: () => this.restored.fire({ conversationId: id }),
      onOrphans: (runIds) => this.orphaned.fire({ conversationId: id, runIds }),
    });
  }

  private startPolling(): void {
    this.poll ??= setInterval(() => void this.checkAll(), pollInterval).unref();
  }

  private async checkAll(): Promise<void> {
    if (this.isPolling) return;
    this.isPolling = true;
    const active = [...this.journals].filter(([, journal]) => journal.isFollowed || journal.hasOpenRun);
    await inParallel(active, 4, ([id]) => this.check(id));
    this.isPolling = false;
  }

  private check(id: string): Promise<void> {
    return this.diskErrors.attempt('check', () => this.journals.using(id, (journal) => journal.check()));
  }

  private tellNotices(): void {
    const news = this.notices.filter((notice) => !this.reported.has(`${notice.kind} ${notice.path}`));
    this.notices = [];
    for (const notice of news) this.reported.add(`${notice.kind} ${notice.path}`);
    if (news.length > 0) this.recover.fire(news);
  }
}

function assertId(id: string): void {
  if (!isConversationId(id)) throw new TypeError('A conversation id is 32 hex digits');
}
