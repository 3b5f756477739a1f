import { SerialQueue } from '../storage/journal/disk/serialQueue';
import {
  directoryMode,
  errorCode,
  fileMode,
  openFlags,
  unlessMissing,
  watchDirectory,
  type FileSystem,
} from '../storage/journal/disk/fileSystem';
import { Emitter, type Disposable } from '../shared/emitter';
import { followElsewhere, isOpenElsewhere } from './openElsewhere';
import type { RecordedRun, Recording, RecordingEntry } from './recording';
import { RecordingFiles, type RecordingFile } from './recordingFiles';
import { readRecordingFile, recordingCodec, recordingPaths, type WrittenRecording } from './recordingJournal';
import { RecordingWriter } from './recordingWriter';
import { RemovedRecordings } from './removedRecordings';
import { RunRecorder } from './runRecorder';
import { readSummary, type RunSummary } from './runSummary';

export interface RecordingsDeps {
  /** Created if it does not exist. */
  readonly directory: string;
  readonly files: FileSystem;
  /** Identifies this process in the records. */
  readonly writer: string;
  /** Most bytes of all recordings that are not pinned. */
  readonly maxBytes: () => number;
  readonly now: () => number;
  readonly log: { warn(text: string): void };
  /** A recording has begun, or is complete. */
  readonly onDidChange?: () => void;
}

/** A recording as it is now. */
export interface FollowedRecording {
  readonly recording: Recording;
  /** The run is open, in this window or another one. */
  readonly isLive: boolean;
}

/** Receives a recording, and returns what receives its later entries. */
export type BeginFollowing = (followed: FollowedRecording) => (entry: RecordingEntry) => void;

/** A recording that has not changed for this long is deleted unless it is pinned, in milliseconds. */
export const maxAgeMs = 30 * 24 * 60 * 60 * 1_000;
const pruneEveryMs = 60 * 60 * 1_000;
/** Least time between two calls of {@link Recordings.watch}, in milliseconds: a run changes its file all the time. */
const watchEveryMs = 500;

/** The recordings of all runs, in one folder that windows share. The oldest are deleted beyond the limits. */
export class Recordings {
  private readonly place: RecordingFiles;
  private readonly writers = new Map<string, RecordingWriter>();
  private readonly queue = new SerialQueue();
  /** Fires for each entry of this window: its number in the recording counts from 0. */
  private readonly added = new Emitter<{
    readonly runId: string;
    readonly number: number;
    readonly entry: RecordingEntry;
  }>();
  /** As last read, by run. */
  private summaryOf: ReadonlyMap<string, RunSummary> = new Map();
  readonly removed: RemovedRecordings;
  private prunedAt = -Infinity;
  private writtenSince = 0;

  constructor(private readonly deps: RecordingsDeps) {
    this.place = new RecordingFiles(deps.files, deps.directory);
    this.removed = new RemovedRecordings(this.place, deps.now);
  }

  /** Starts the recording of a run. `undefined` if its IDs cannot be part of a file name. */
  begin(run: RecordedRun): RunRecorder | undefined {
    const { files, directory, writer: writerId } = this.deps;
    const { runId, conversationId = 'run' } = run;
    if (!RecordingFiles.canName(conversationId, runId)) return undefined;
    const writer = new RecordingWriter(run, {
      files,
      paths: recordingPaths(directory, this.place.pathOf(conversationId, runId)),
      codec: recordingCodec,
      writer: writerId,
      onDiskError: (code) => {
        if (code !== undefined) this.report(code);
      },
      assertRemoved: async () => {
        await files.readdir(directory);
      },
    });
    this.writers.set(runId, writer);
    this.deps.onDidChange?.();
    let number = 0;
    return new RunRecorder((entry) => {
      writer.write(entry);
      this.added.fire({ runId, number: number++, entry });
      if (entry.type === 'event') this.writtenSince += entry.data.length;
      if (entry.type === 'ended') this.conclude(runId, writer);
    });
  }

  list(): Promise<readonly RecordingFile[]> {
    return this.place.list();
  }

  /** What a list shows of each recording, the newest run first. Reads little of each file; one that cannot be read is left out. */
  async summaries(): Promise<readonly RunSummary[]> {
    await this.flush();
    const known = this.summaryOf;
    const read = new Map<string, RunSummary>();
    for (const file of await this.list()) {
      const { runId, bytes, changedAt, conversationId } = file;
      const old = known.get(runId);
      const isSame = old?.bytes === bytes && old.changedAt === changedAt;
      const path = this.place.pathOf(conversationId, runId);
      const summary = isSame
        ? { ...old, ...file }
        : await this.orNone(readSummary(this.deps.files, path, file));
      if (summary) read.set(runId, summary);
    }
    this.summaryOf = read;
    return [...read.values()].sort((a, b) => b.run.startedAt - a.run.startedAt);
  }

  /**
   * When the question at the end of a run was answered: the start of the next run of its turn, in milliseconds since the epoch.
   * `undefined` if there is none.
   */
  async answeredAt({ conversationId, turnId, startedAt, runId }: RecordedRun): Promise<number | undefined> {
    const files = (await this.list()).filter((file) => file.conversationId === conversationId);
    const starts: number[] = [];
    for (const file of files) {
      const path = this.place.pathOf(file.conversationId, file.runId);
      const run = (await this.orNone(readSummary(this.deps.files, path, file)))?.run;
      const isLater = run?.isReply === true && run.turnId === turnId && run.startedAt >= startedAt;
      if (isLater && run.runId !== runId) starts.push(run.startedAt);
    }
    return starts.length === 0 ? undefined : Math.min(...starts);
  }

  /** The recordings in whose file a text of JSON occurs, the last changed one first. */
  async holding(part: string): Promise<readonly RecordingFile[]> {
    await this.flush();
    const found: RecordingFile[] = [];
    for (const file of (await this.list()).toReversed()) {
      const path = this.place.pathOf(file.conversationId, file.runId);
      const bytes = await this.orNone(unlessMissing(this.deps.files.readFile(path)));
      if (bytes?.includes(part)) found.push(file);
    }
    return found;
  }

  /** The recording of a run; `undefined` if there is none. Throws what the file system throws. */
  async read(runId: string): Promise<Recording | undefined> {
    return (await this.readWritten(runId))?.recording;
  }

  /**
   * Reads a recording and reports what is added to it afterwards. `begin` is called once with the recording; the function that
   * it returns receives each later entry, in order, until the subscription is disposed of. If the run is open in another
   * window that closes or crashes, `begin` is called again. `undefined` if there is no recording. Throws what the file system
   * throws.
   */
  async follow(runId: string, begin: BeginFollowing): Promise<Disposable | undefined> {
    const early: { readonly entry: RecordingEntry; readonly number: number }[] = [];
    let receive = (entry: RecordingEntry, number: number): void => void early.push({ entry, number });
    const subscription = this.added.event(({ runId: other, entry, number }) => {
      if (other === runId) receive(entry, number);
    });
    const written = await this.readWritten(runId).catch((error: unknown) => {
      subscription.dispose();
      throw error;
    });
    if (!written) {
      subscription.dispose();
      return undefined;
    }
    const { recording, path } = written;
    const isOwn = written.writer === this.deps.writer;
    if (!isOwn && (await isOpenElsewhere(written, path, this.deps))) {
      subscription.dispose();
      return followElsewhere(written, {
        ...{ path, files: this.deps.files, now: this.deps.now },
        onEntry: begin({ recording, isLive: true }),
        onAbandoned: (last) => begin({ recording: last.recording, isLive: false }),
      });
    }
    const onAdded = begin({ recording, isLive: this.writers.has(runId) });
    const { length } = recording.entries;
    receive = (entry, number) => {
      if (number >= length) onAdded(entry);
    };
    for (const { entry, number } of early) receive(entry, number);
    return subscription;
  }

  /**
   * Calls back when other windows add, change, pin or delete recordings, at most twice a second, until the result is disposed
   * of. Where the system cannot watch a folder, never.
   */
  watch(onChange: () => void): Disposable {
    let timer: NodeJS.Timeout | undefined;
    const watcher = watchDirectory(this.deps.directory, (name) => {
      const runId = name === undefined ? undefined : RecordingFiles.runOf(name);
      if (runId === undefined || this.writers.has(runId)) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        onChange();
      }, watchEveryMs).unref();
    });
    return {
      dispose: () => {
        clearTimeout(timer);
        watcher.dispose();
      },
    };
  }

  /** A pinned recording stays beyond the limits. */
  async pin(runId: string, isPinned: boolean): Promise<void> {
    const file = await this.find(runId);
    if (!file) return;
    const path = this.place.pathOf(file.conversationId, runId, 'pin');
    if (!isPinned) await unlessMissing(this.deps.files.unlink(path));
    else await (await this.deps.files.open(path, openFlags.appendOrCreate, fileMode)).close();
  }

  /** Deletes recordings, those of running runs and those set aside included: all, or the selected ones. */
  async delete(isSelected: (file: RecordingFile) => boolean = () => true): Promise<void> {
    // A file that is written later would stay.
    await this.flush();
    const files = [...(await this.list()), ...(await this.removed.list())];
    for (const file of files.filter(isSelected)) await this.place.delete(file);
  }

  /** Removes the recordings of a conversation, with those of running runs, until `removed.restore`. */
  async setAside(conversationId: string): Promise<void> {
    await this.flush();
    await this.removed.setAside(conversationId);
  }

  /** Writes what is in memory, and deletes the recordings that this window has set aside. */
  async close(): Promise<void> {
    await this.flush();
    await this.removed.deleteOwn();
  }

  /** Writes what is in memory. */
  async flush(): Promise<void> {
    await Promise.all([...this.writers.values()].map((writer) => writer.flush()));
  }

  private conclude(runId: string, writer: RecordingWriter): void {
    void writer.flush().finally(() => {
      this.writers.delete(runId);
      this.deps.onDidChange?.();
      void this.queue.run(() => this.prune()).catch((error: unknown) => this.report(errorCode(error)));
    });
  }

  /** Looks at the folder once an hour, and whenever this window has written a tenth of the limit. */
  private async prune(): Promise<void> {
    const { maxBytes, now } = this.deps;
    if (now() - this.prunedAt < pruneEveryMs && this.writtenSince < maxBytes() / 10) return;
    this.prunedAt = now();
    this.writtenSince = 0;
    await this.removed.deleteOld();
    const files = (await this.list()).filter(({ isPinned, runId }) => !isPinned && !this.writers.has(runId));
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    for (const file of files) {
      const isOld = now() - file.changedAt > maxAgeMs;
      // A tenth is left for what windows write until the next look.
      if (!isOld && bytes <= maxBytes() * 0.9) continue;
      await this.place.delete(file);
      bytes -= file.bytes;
    }
  }

  private async readWritten(
    runId: string,
  ): Promise<(WrittenRecording & { readonly path: string }) | undefined> {
    await this.writers.get(runId)?.flush();
    const file = await this.find(runId);
    if (!file) return undefined;
    const path = this.place.pathOf(file.conversationId, runId);
    const written = await unlessMissing(readRecordingFile(this.deps.files, path));
    return written && { ...written, path };
  }

  private async find(runId: string): Promise<RecordingFile | undefined> {
    return (await this.list()).find((file) => file.runId === runId);
  }

  /** A file that cannot be read is left out of a list, so that the others are shown. */
  private orNone<T>(reading: Promise<T>): Promise<T | undefined> {
    return reading.catch((error: unknown) => {
      this.report(errorCode(error));
      return undefined;
    });
  }

  private report(code: string): void {
    this.deps.log.warn(`Recording of runs: ${code}`);
  }
}

/** Creates the folder of the recordings, accessible to the user only. Deletes what a window that crashed has set aside. */
export async function openRecordings(deps: RecordingsDeps): Promise<Recordings> {
  await deps.files.mkdir(deps.directory, { recursive: true, mode: directoryMode });
  const recordings = new Recordings(deps);
  await recordings.removed.deleteOld();
  return recordings;
}
