import { RunInspector } from '../../recording/inspection/runInspector';
import {
  isForeignRun,
  type RecordedRun,
  type Recording,
  type RecordingEntry,
  type RecordingEntryOf,
} from '../../recording/recording';
import type { FollowedRecording } from '../../recording/recordings';
import type { EventRow, RunInspection } from '../../shared/inspection/runInspection';

/** A recorded run that may still be open. */
export class InspectedRun {
  readonly run: RecordedRun;
  private readonly entries: RecordingEntry[] = [];
  readonly events: RecordingEntryOf<'event'>[] = [];
  private readonly inspector: RunInspector;
  private isOpen: boolean;
  /** When the user answered its question, in milliseconds since the epoch; `undefined` if that is not known. */
  answeredAt: number | undefined;

  /** The debug page may be at Coze's own hosts, and at that of `ownBaseUrl`. */
  constructor({ recording, isLive }: FollowedRecording, ownBaseUrl: string) {
    this.run = recording.run;
    this.isOpen = isLive;
    this.inspector = new RunInspector(recording.run, ownBaseUrl);
    for (const entry of recording.entries) this.add(entry);
  }

  add(entry: RecordingEntry): void {
    this.entries.push(entry);
    this.inspector.add(entry);
    if (entry.type === 'event') this.events.push(entry);
    if (entry.type === 'ended') this.isOpen = false;
  }

  /** The recording as far as it goes. */
  get recording(): Recording {
    return { run: this.run, entries: this.entries };
  }

  /** The run is open, in this window or another one. */
  get isLive(): boolean {
    return this.isOpen;
  }

  get inspection(): RunInspection {
    const { isLive, answeredAt } = this;
    const inspection = this.inspector.inspection({
      isLive,
      ...(answeredAt !== undefined && { answeredAt }),
    });
    return { ...inspection, hasDebugPage: this.debugUrl !== undefined };
  }

  get rows(): readonly EventRow[] {
    return this.inspector.rows;
  }

  /** The debug page of the run, if it may be opened: not that of a file of others. The demo has none. */
  get debugUrl(): string | undefined {
    return this.isForeign || this.run.origin === 'demo:' ? undefined : this.inspector.debugUrl;
  }

  /** The run belongs to no profile of this installation: its recording comes from a file. */
  get isForeign(): boolean {
    return isForeignRun(this.run);
  }

  /** The conversation of this installation that shows the run. */
  get conversationId(): string | undefined {
    return this.isForeign ? undefined : this.run.conversationId;
  }

  /** A request was sent. */
  get isSent(): boolean {
    return this.entries.some(({ type }) => type === 'request');
  }
}
