import { randomBytes } from 'node:crypto';
import { Uri } from 'vscode';
import type { RecordedRun } from '../../recording/recording';
import type { Recordings } from '../../recording/recordings';
import type { RunRecorder } from '../../recording/runRecorder';
import type { RunSummary } from '../../recording/runSummary';
import { Emitter, type Disposable, type Event } from '../../shared/emitter';
import type { Log } from '../log';
import type { Settings } from '../settings/settings';

/** The recordings of runs. They are opened by the first run, or by the first act that concerns them. */
export class RecordingFeature {
  private opening: Promise<Recordings> | undefined;
  private readonly changed = new Emitter<undefined>();

  constructor(
    private readonly storage: Uri,
    private readonly version: string,
    private readonly settings: Pick<Settings, 'recording'>,
    private readonly log: Log,
  ) {}

  /** A run has begun or ended in this window, or recordings were deleted. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  /** Starts the recording of a run, unless the user has switched recording off. */
  readonly record = async (run: RecordedRun): Promise<RunRecorder | undefined> => {
    if (!this.settings.recording.isEnabled) return undefined;
    return (await this.opened()).begin({ ...run, recordedBy: this.version });
  };

  /** See {@link Recordings.follow}. */
  readonly follow: Recordings['follow'] = async (runId, begin) => (await this.opened()).follow(runId, begin);

  /** What a list shows of each recording, the newest run first. */
  async summaries(): Promise<readonly RunSummary[]> {
    return (await this.opened()).summaries();
  }

  /** See {@link Recordings.watch}. */
  async watch(onChange: () => void): Promise<Disposable> {
    return (await this.opened()).watch(onChange);
  }

  /** See {@link Recordings.answeredAt}. */
  readonly answeredAt: Recordings['answeredAt'] = async (run) => (await this.opened()).answeredAt(run);

  /** A pinned recording stays beyond the limits of size and age. */
  async pin(runId: string, isPinned: boolean): Promise<void> {
    await (await this.opened()).pin(runId, isPinned);
    this.changed.fire(undefined);
  }

  /** Deletes the recordings of these runs. */
  async remove(runIds: readonly string[]): Promise<void> {
    await (await this.opened()).delete(({ runId }) => runIds.includes(runId));
    this.changed.fire(undefined);
  }

  /** See {@link findRun}. Makes no call. */
  async find(id: string): Promise<string | undefined> {
    const { findRun } = await import('../../onDemand/recording');
    return findRun(await this.opened(), id);
  }

  /** Number and total size of the recordings on this computer. */
  async amount(): Promise<{ readonly count: number; readonly bytes: number }> {
    const files = await (await this.opened()).list();
    return { count: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  /** Deletes all recordings. */
  async removeAll(): Promise<void> {
    await (await this.opened()).delete();
    this.changed.fire(undefined);
  }

  /** See {@link Recordings.setAside}. */
  async setAside(conversationId: string): Promise<void> {
    await (await this.opened()).setAside(conversationId);
    this.changed.fire(undefined);
  }

  /** Brings the recordings of a conversation back. */
  async restore(conversationId: string): Promise<void> {
    await (await this.opened()).removed.restore(conversationId);
    this.changed.fire(undefined);
  }

  /** See {@link Recordings.close}. */
  async close(): Promise<void> {
    await (await this.opening)?.close();
  }

  private opened(): Promise<Recordings> {
    return (this.opening ??= this.open().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    }));
  }

  private async open(): Promise<Recordings> {
    const { newWriterId, nodeFileSystem, openRecordings } = await import('../../onDemand/recording');
    return openRecordings({
      directory: Uri.joinPath(this.storage, 'recordings').fsPath,
      files: nodeFileSystem,
      writer: newWriterId(randomBytes(16).toString('hex')),
      maxBytes: () => this.settings.recording.maxBytes,
      now: Date.now,
      log: this.log,
      onDidChange: () => this.changed.fire(undefined),
    });
  }
}
