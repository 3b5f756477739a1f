import type { RunResult } from '../../runs/runOnce';
import type { Target } from '../../runs/target';
import { recordingsIn, recordingText, type Recording, type RecordingEntry } from '../../recording/recording';
import { RunRecorder } from '../../recording/runRecorder';
import type { TestCase } from '../plan/testCase';
import type { Attempt } from '../run/attempt';
import type { Stop } from '../run/budget';
import { recordingPath, type RecordingStore } from './recordingFile';
import { replayedAttempt } from './replayedAttempt';
import { SecretsOfTrace, withoutSecrets } from './secretsOfTrace';

/** A recording that may no longer show what the workflow does. */
export interface StaleRecording {
  readonly path: string;
  readonly days: number;
  /** The version that was recorded, if it is not that of the case. */
  readonly version?: string;
}

/** Recordings older than this are reported, in days. */
const staleAfterDays = 30;

/** The recordings of tests: writes those of a live run, and replays them. */
export class RecordedTests {
  private readonly written = new Map<string, string>();
  private readonly read = new Map<string, Promise<readonly Recording[] | Stop>>();
  readonly stale: StaleRecording[] = [];
  /** Paths of recordings that could not be written. */
  readonly unwritten: string[] = [];

  constructor(
    private readonly store: RecordingStore,
    /** The version that a case calls; `undefined` is the published one. */
    private readonly versionOf: (one: TestCase) => string | undefined,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * An attempt whose runs are written when it ends. Its attempts follow each other in one file. One that sent nothing, or whose
   * run was stopped here, is not written: it would replace a recording that shows more.
   */
  record(one: TestCase, number: number, target: Target, secrets: readonly string[]): Attempt {
    const recordings: Recording[] = [];
    let isStopped = false;
    const { baseUrl, ...ref } = target.describe();
    const version = this.versionOf(one);
    return {
      turn: (line) => {
        const entries: RecordingEntry[] = [];
        const recorder = new RunRecorder((entry) => entries.push(entry));
        const clean = new SecretsOfTrace(recorder.trace, secrets);
        const run = {
          ...ref,
          baseUrl,
          runId: String(recordings.length + 1),
          startedAt: this.now(),
          conversationId: String(number),
          turnId: String(line),
          ...(version !== undefined && { workflowVersion: version }),
        };
        const recording = { run: withoutSecrets(run, secrets), entries };
        return Promise.resolve({
          target,
          clock: () => performance.now(),
          trace: clean.trace,
          onEnd: ({ outcome, error }: RunResult) => {
            clean.release();
            recorder.end(outcome, error && withoutSecrets(error, secrets));
            recordings.push(recording);
            isStopped ||= outcome === 'stopped';
          },
        });
      },
      end: async () => {
        if (recordings.length > 0 && !isStopped) await this.write(recordingPath(one), recordings, number);
      },
    };
  }

  /** An attempt that plays a recording, or why there is none. */
  async replay(one: TestCase, number: number, secrets: readonly string[]): Promise<Attempt | Stop> {
    const path = recordingPath(one);
    const recordings = await this.load(path, one);
    if (!isList(recordings)) return recordings;
    const attempts = [...new Set(recordings.map(({ run }) => run.conversationId))];
    const played = attempts[(number - 1) % attempts.length];
    return replayedAttempt(
      recordings.filter(({ run }) => run.conversationId === played),
      secrets,
    );
  }

  private load(path: string, one: TestCase): Promise<readonly Recording[] | Stop> {
    const loading = this.read.get(path) ?? this.loadOnce(path, one);
    this.read.set(path, loading);
    return loading;
  }

  private async loadOnce(path: string, one: TestCase): Promise<readonly Recording[] | Stop> {
    try {
      const text = await this.store.read(path);
      if (text === undefined) return { key: 'recordingMissing', params: {} };
      const recordings = recordingsIn(text);
      const [first] = recordings;
      if (!first) return { key: 'recordingUnreadable', params: { file: path } };
      const days = Math.floor((this.now() - first.run.startedAt) / 86_400_000);
      const { workflowVersion = 'published' } = first.run;
      const isOtherVersion = workflowVersion !== (this.versionOf(one) ?? 'published');
      if (days > staleAfterDays || isOtherVersion) {
        this.stale.push({ path, days, ...(isOtherVersion && { version: workflowVersion }) });
      }
      return recordings;
    } catch {
      return { key: 'recordingUnreadable', params: { file: path } };
    }
  }

  private async write(path: string, recordings: readonly Recording[], number: number): Promise<void> {
    const before = number === 1 ? '' : (this.written.get(path) ?? '');
    const text = before + recordings.map(recordingText).join('');
    this.written.set(path, text);
    await this.store.write(path, text).catch(() => this.unwritten.push(path));
  }
}

function isList(value: readonly Recording[] | Stop): value is readonly Recording[] {
  return Array.isArray(value);
}
