import { isWriterGone } from '../storage/journal/writerId';
import { unlessMissing, type FileSystem } from '../storage/journal/disk/fileSystem';
import { stateOf } from '../storage/journal/disk/readJournal';
import type { Disposable } from '../shared/emitter';
import { endOf, type RecordingEntry } from './recording';
import { readRecordingFile, type WrittenRecording } from './recordingJournal';

/** A run whose file has not changed for this long is over, in milliseconds: another process can have the ID of its window. */
const silentMs = 10 * 60_000;
/** Time between two looks at the file, in milliseconds; longer if it takes long to read. */
const lookEveryMs = 1_000;

/** Whether a run without an end goes on in another window. */
export async function isOpenElsewhere(
  { recording, writer }: WrittenRecording,
  path: string,
  { files, now }: { readonly files: FileSystem; readonly now: () => number },
): Promise<boolean> {
  if (endOf(recording) || isWriterGone(writer)) return false;
  const state = await unlessMissing(stateOf(files, path));
  return state !== undefined && now() - state.touchedAt < silentMs;
}

export interface ElsewhereDeps {
  readonly path: string;
  readonly files: FileSystem;
  readonly now: () => number;
  readonly onEntry: (entry: RecordingEntry) => void;
  /** The window of the run was closed or has crashed. */
  readonly onAbandoned: (written: WrittenRecording) => void;
}

/** Reports what another window adds to the recording of its open run, until the run ends or the result is disposed of. */
export function followElsewhere(written: WrittenRecording, deps: ElsewhereDeps): Disposable {
  const { path, files, onEntry, onAbandoned } = deps;
  let known = written.recording.entries.length;
  let size = -1;
  const controller = new AbortController();
  const isOver = () => controller.signal.aborted;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<number | undefined> => {
    const startedAt = performance.now();
    const state = await stateOf(files, path);
    if (isOver()) return undefined;
    const now = state.size === size ? written : await readRecordingFile(files, path);
    size = state.size;
    if (isOver() || !now) return undefined;
    for (const entry of now.recording.entries.slice(known)) onEntry(entry);
    known = Math.max(known, now.recording.entries.length);
    written = now;
    if (endOf(now.recording)) return undefined;
    if (await isOpenElsewhere(now, path, deps)) {
      return Math.max(lookEveryMs, 10 * (performance.now() - startedAt));
    }
    if (!isOver()) onAbandoned(now);
    return undefined;
  };
  const schedule = (afterMs: number): void => {
    // A recording that is gone or cannot be read stays as it was.
    const next = () => look().catch(() => undefined);
    timer = setTimeout(
      () => void next().then((ms) => (ms === undefined || isOver() ? undefined : schedule(ms))),
      afterMs,
    ).unref();
  };
  schedule(lookEveryMs);
  return {
    dispose: () => {
      controller.abort();
      clearTimeout(timer);
    },
  };
}
