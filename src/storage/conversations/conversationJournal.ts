import { dirname } from 'node:path';
import type { Conversation } from '../../shared/conversation/conversation';
import { directoryMode, renameFile, unlessMissing, type FileSystem } from '../journal/disk/fileSystem';
import { JournalAppender } from '../journal/journalAppender';
import type { JournalEvent } from '../../shared/conversation/chatEvent';
import { JournalTail, type TailStart } from '../journal/journalTail';
import { OpenRuns } from './openRuns';
import { readConversation, withEvents, type JournalContent, type RecoveryNotice } from './readConversation';
import { stateOf } from '../journal/disk/readJournal';
import { SeenRecords } from '../journal/seenRecords';
import { conversationCodec } from './journalEvent';
import type { JournalPaths } from '../journal/journalTypes';
import type { JournalRecord } from '../journal/record';
import { SerialQueue } from '../journal/disk/serialQueue';
import { heartbeatLimit, isWriterGone } from '../journal/writerId';

/** Interval at which the journal of an open run is touched, in milliseconds. */
const heartbeat = 1_000;

/** A conversation as read from its journal. */
export interface StoredConversation {
  readonly conversation: Conversation;
  /** Number of events that the conversation is reduced from. */
  readonly seq: number;
  /** Whether a process that is alive has an open run. An open run of a dead process never ends by itself. */
  readonly isLive: boolean;
}

export interface ConversationJournalDeps {
  readonly files: FileSystem;
  readonly paths: JournalPaths;
  readonly writer: string;
  readonly now: () => number;
  readonly onDiskError: (code: string | undefined) => void;
  readonly onNotice: (notice: RecoveryNotice) => void;
  readonly onAppendElsewhere: (events: readonly JournalEvent[]) => void;
  readonly onRemovedElsewhere: () => void;
  readonly onRestoredElsewhere: () => void;
  readonly onOrphans: (runIds: readonly string[]) => void;
}

/**
 * The journal of one conversation: appends events, and follows the file once it was loaded. Operations run one after
 * another.
 */
export class ConversationJournal {
  private readonly codec = conversationCodec;
  private readonly appender: JournalAppender<JournalEvent>;
  /** The open runs of this window. Those of a conversation that was deleted are over. */
  private ownRuns = new OpenRuns();
  private tail: JournalTail<JournalEvent> | undefined;
  /** The open runs of all writers, as far as the journal was read. */
  private openRuns = new OpenRuns();
  private news: JournalEvent[] = [];
  /** The conversation started in this window, so that it can be followed without being read. */
  private isNew = false;
  /** The whole directory was missing once, so that a missing journal does not mean that the user removed it. */
  private wasFolderMissing = false;
  private readonly queue = new SerialQueue();

  constructor(
    private readonly id: string,
    private readonly deps: ConversationJournalDeps,
  ) {
    this.appender = new JournalAppender({
      ...deps,
      codec: this.codec,
      assertRemoved: () => this.assertRemoved(),
      onGone: () => this.removedElsewhere(),
    });
  }

  /** See {@link JournalAppender.append}. */
  append(events: readonly JournalEvent[]): Promise<void> {
    for (const event of events) {
      this.ownRuns.take(event, this.deps.writer);
      if (event.type === 'conversationStarted') this.isNew = true;
    }
    return this.appender.append(events);
  }

  /** Writes pending events if the disk permits. */
  flush(): Promise<void> {
    return this.appender.flush();
  }

  get hasUnwritten(): boolean {
    return this.appender.hasUnwritten;
  }

  /** Reads the whole journal and the pending events, and follows the journal from there. */
  load(): Promise<StoredConversation | undefined> {
    return this.queue.run(async () => {
      const content = await this.read();
      if (!content) return undefined;
      const { conversation, seq, openRuns } = content;
      // The loader ends the runs of dead writers, so they are not reported as orphans.
      for (const writer of openRuns.writers) if (!this.isAlive(writer)) openRuns.drop(writer);
      await this.follow(content);
      return { conversation, seq, isLive: !openRuns.isEmpty };
    });
  }

  /** Reads the whole journal and the pending events. */
  readWhole(): Promise<JournalContent | undefined> {
    return this.queue.run(() => this.read());
  }

  /** Moves the journal to where `restore` finds it. Throws disk errors. */
  remove(): Promise<void> {
    return this.queue.run(async () => {
      const { files, paths } = this.deps;
      await this.appender.flush();
      await files.mkdir(dirname(paths.removed), { recursive: true, mode: directoryMode });
      await unlessMissing(renameFile(files, paths.file, paths.removed));
      const time = new Date();
      await unlessMissing(files.utimes(paths.removed, time, time));
      this.ownRuns = new OpenRuns();
      this.tail?.expectRemoved(true);
    });
  }

  /** Returns false if there is nothing to restore. Throws disk errors. */
  restore(): Promise<boolean> {
    return this.queue.run(async () => {
      const { files, paths } = this.deps;
      if (await unlessMissing(files.lstat(paths.file))) return false;
      if (!(await unlessMissing(files.lstat(paths.removed)))) return false;
      await renameFile(files, paths.removed, paths.file);
      this.tail?.expectRemoved(false);
      return true;
    });
  }

  /** Deletes the journal permanently. Throws disk errors. */
  erase(): Promise<void> {
    return this.queue.run(async () => {
      this.appender.discard();
      await this.deps.files.rm(this.deps.paths.file, { recursive: true, force: true });
      this.ownRuns = new OpenRuns();
      this.tail?.expectRemoved(true);
    });
  }

  /** Stops reporting events of other windows. */
  unfollow(): void {
    this.tail = undefined;
    this.isNew = false;
  }

  /** Whether this object has no state, so that another one for the same conversation can replace it. */
  get isUnused(): boolean {
    return !this.isFollowed && !this.hasOpenRun && this.appender.isUnused && this.queue.isIdle;
  }

  get isFollowed(): boolean {
    return this.tail !== undefined || this.isNew;
  }

  /** Checks for events of other windows, and touches the journal while this window has an open run. */
  check(): Promise<void> {
    return this.queue.run(async () => {
      await this.beat();
      if (this.isNew && this.appender.hasFile) {
        this.isNew = false;
        this.tail ??= this.newTail({ identity: '', offset: 0, seen: new SeenRecords() });
      }
      await this.checkTail();
    });
  }

  get hasOpenRun(): boolean {
    return !this.ownRuns.isEmpty;
  }

  private removedElsewhere(): void {
    this.ownRuns = new OpenRuns();
    this.deps.onRemovedElsewhere();
  }

  private async read(): Promise<JournalContent | undefined> {
    await this.appender.flush();
    const { content, notice } = await readConversation(this.id, { ...this.deps, codec: this.codec });
    if (notice) this.deps.onNotice(notice);
    // Events after an unreadable one are ignored.
    if (!content && notice) return undefined;
    const unwritten = this.appender.unwritten(content?.seen);
    if (unwritten.length === 0) return content;
    return withEvents(this.id, content, unwritten, this.deps.writer);
  }

  /**
   * Does not use file times, because a file server has another clock. A process that only seems alive is detected by its
   * silence while the journal is followed.
   */
  private isAlive(writer: string): boolean {
    return writer === this.deps.writer ? this.hasOpenRun : !isWriterGone(writer);
  }

  private async follow(content: JournalContent): Promise<void> {
    if (this.tail) {
      // Listeners get the events up to here now, and the ones after it together with the new reader.
      await this.checkTail(content.offset);
      return;
    }
    this.isNew = false;
    this.openRuns = content.openRuns;
    this.tail = this.newTail({ ...content, identity: content.state.identity });
  }

  private newTail(start: TailStart): JournalTail<JournalEvent> {
    const { deps, codec } = this;
    return new JournalTail(start, {
      ...deps,
      codec,
      assertRemoved: () => this.assertRemoved(),
      onRecord: (record) => this.take(record),
      onRead: () => {
        const { news } = this;
        this.news = [];
        if (news.length > 0) deps.onAppendElsewhere(news);
      },
      onRemoved: () => this.removedElsewhere(),
      onRestored: deps.onRestoredElsewhere,
    });
  }

  private take({ writer, event }: JournalRecord<JournalEvent>): void {
    this.openRuns.take(event, writer);
    if (writer !== this.deps.writer) this.news.push(event);
  }

  private async checkTail(to?: number): Promise<void> {
    if (!this.tail) return;
    await this.tail.check(to);
    for (const writer of this.openRuns.writers) {
      if (writer === this.deps.writer) continue;
      if (isWriterGone(writer) || this.tail.silence > heartbeatLimit) {
        this.deps.onOrphans(this.openRuns.drop(writer));
      }
    }
  }

  private async assertRemoved(): Promise<void> {
    const { files, paths } = this.deps;
    this.wasFolderMissing ||= (await unlessMissing(files.lstat(paths.directory))) === undefined;
    if (this.wasFolderMissing) {
      throw Object.assign(new Error('The folder of the conversations is missing'), { code: 'ENOENT' });
    }
  }

  private async beat(): Promise<void> {
    const now = Date.now();
    if (this.ownRuns.isEmpty || Math.abs(now - this.appender.touchedAt) < heartbeat) return;
    const { files, paths } = this.deps;
    const time = new Date(now);
    const path = paths.file;
    const state = await unlessMissing(stateOf(files, path));
    if (!state?.isFile) return;
    this.appender.touchedAt = now;
    await unlessMissing(files.utimes(path, time, time));
  }
}
