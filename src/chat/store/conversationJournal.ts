import type { Conversation } from '../../shared/conversation';
import { directoryMode, renameFile, unlessMissing, type FileSystem } from './fileSystem';
import { JournalAppender } from './journalAppender';
import type { JournalEvent } from './journalEvent';
import { JournalTail } from './journalTail';
import { OpenRuns } from './openRuns';
import { readConversation, withEvents, type JournalContent, type RecoveryNotice } from './readConversation';
import { stateOf } from './readJournal';
import type { StorePaths } from './storePaths';
import { isWriterAlive } from './writerId';

/** An open run makes its journal look fresh this often, in milliseconds. */
const heartbeat = 1_000;

/** A conversation, and where it stands. */
export interface LoadedConversation {
  readonly conversation: Conversation;
  /** Number of events that made it. */
  readonly seq: number;
  /**
   * A run is open and somebody carries it: this window or another one that is alive. An open run that is not live was cut off
   * by the end of its process.
   */
  readonly isLive: boolean;
}

/** What the journals of one store have in common, and whom they tell. */
export interface JournalParts {
  readonly files: FileSystem;
  readonly paths: StorePaths;
  readonly writer: string;
  readonly now: () => number;
  readonly onTrouble: (id: string, code: string | undefined) => void;
  readonly onNotice: (notice: RecoveryNotice) => void;
  readonly onAppendElsewhere: (id: string, events: readonly JournalEvent[]) => void;
  readonly onRemovedElsewhere: (id: string) => void;
  readonly onRestoredElsewhere: (id: string) => void;
  readonly onOrphans: (id: string, runIds: readonly string[]) => void;
}

/** One conversation on disk: appends to it, and follows it once it was loaded. Everything happens one after another. */
export class ConversationJournal {
  private readonly appender: JournalAppender;
  private readonly ownRuns = new OpenRuns();
  private tail: JournalTail | undefined;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly id: string,
    private readonly parts: JournalParts,
  ) {
    this.appender = new JournalAppender(id, {
      ...parts,
      onTrouble: (code) => parts.onTrouble(id, code),
      onGone: () => parts.onRemovedElsewhere(id),
    });
  }

  /** See {@link JournalAppender.append}. */
  append(events: readonly JournalEvent[]): Promise<void> {
    for (const event of events) this.ownRuns.take(event, this.parts.writer);
    return this.appender.append(events);
  }

  /** Writes what waits, if the disk lets it. */
  flush(): Promise<void> {
    return this.appender.flush();
  }

  /** Forgets what was not written: the conversation is deleted. */
  discard(): void {
    this.appender.discard();
  }

  get hasUnwritten(): boolean {
    return this.appender.hasUnwritten;
  }

  /** Reads the journal whole, with what the disk has not taken yet, and follows it from there. */
  load(): Promise<LoadedConversation | undefined> {
    return this.alone(async () => {
      const content = await this.read();
      if (!content) return undefined;
      const isLive = this.isLive(content);
      await this.follow(content);
      return { conversation: content.conversation, seq: content.seq, isLive };
    });
  }

  /** Reads the journal whole, with what the disk has not taken yet. */
  readWhole(): Promise<JournalContent | undefined> {
    return this.alone(() => this.read());
  }

  /** Puts the journal where `restore` finds it. Throws where the disk refuses. */
  remove(): Promise<void> {
    return this.alone(async () => {
      const { files, paths } = this.parts;
      await this.appender.flush();
      await files.mkdir(paths.removedDirectory, { recursive: true, mode: directoryMode });
      await unlessMissing(renameFile(files, paths.journal(this.id), paths.removed(this.id)));
      const time = new Date();
      await unlessMissing(files.utimes(paths.removed(this.id), time, time));
      await unlessMissing(files.unlink(paths.text(this.id)));
      this.tail?.expectRemoved(true);
    });
  }

  /** False where there is nothing to bring back any more. Throws where the disk refuses. */
  restore(): Promise<boolean> {
    return this.alone(async () => {
      const { files, paths } = this.parts;
      if (await unlessMissing(files.lstat(paths.journal(this.id)))) return false;
      if (!(await unlessMissing(files.lstat(paths.removed(this.id))))) return false;
      await renameFile(files, paths.removed(this.id), paths.journal(this.id));
      this.tail?.expectRemoved(false);
      return true;
    });
  }

  /** This window deleted it for good: no news. */
  expectRemoved(): void {
    this.tail?.expectRemoved(true);
  }

  /** No longer tells what other windows do. */
  release(): void {
    this.tail = undefined;
  }

  get isFollowed(): boolean {
    return this.tail !== undefined;
  }

  /** Looks for what other windows did, and shows them that this one is alive while it has a run open. */
  check(): Promise<void> {
    return this.alone(async () => {
      await this.beat();
      await this.tail?.check();
    });
  }

  get hasOpenRun(): boolean {
    return !this.ownRuns.isEmpty;
  }

  private async read(): Promise<JournalContent | undefined> {
    await this.appender.flush();
    const { content, notice } = await readConversation(this.id, this.parts);
    if (notice) this.parts.onNotice(notice);
    const unwritten = this.appender.unwritten(content?.lastNumbers.get(this.parts.writer) ?? 0);
    if (unwritten.length === 0) return content;
    return withEvents(this.id, content, unwritten, this.parts.writer);
  }

  /** Runs of other windows count while their writer shows that it is there; those of this one as long as it runs. */
  private isLive({ openRuns, state }: JournalContent): boolean {
    return openRuns.carriers.some((writer) =>
      writer === this.parts.writer ? this.hasOpenRun : isWriterAlive(writer, state.touchedAt, Date.now()),
    );
  }

  private async follow(content: JournalContent): Promise<void> {
    if (this.tail) {
      // Whoever listens already gets what the new reader has just read; both get the rest.
      await this.tail.check(content.offset);
      return;
    }
    const { parts, id } = this;
    for (const writer of content.openRuns.carriers) {
      const isDead = writer !== parts.writer && !isWriterAlive(writer, content.state.touchedAt, Date.now());
      // The reader of this content concludes their runs; they are no news.
      if (isDead) content.openRuns.drop(writer);
    }
    this.tail = new JournalTail(
      { ...content, identity: content.state.identity },
      {
        files: parts.files,
        path: parts.paths.journal(id),
        writer: parts.writer,
        onEvents: (events) => parts.onAppendElsewhere(id, events),
        onRemoved: () => parts.onRemovedElsewhere(id),
        onRestored: () => parts.onRestoredElsewhere(id),
        onOrphans: (runIds) => parts.onOrphans(id, runIds),
      },
    );
  }

  private async beat(): Promise<void> {
    const now = Date.now();
    if (this.ownRuns.isEmpty || Math.abs(now - this.appender.touchedAt) < heartbeat) return;
    const { files, paths } = this.parts;
    const time = new Date(now);
    const path = paths.journal(this.id);
    const state = await unlessMissing(stateOf(files, path));
    if (!state?.isFile) return;
    this.appender.touchedAt = now;
    await unlessMissing(files.utimes(path, time, time));
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work);
    this.queue = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }
}
