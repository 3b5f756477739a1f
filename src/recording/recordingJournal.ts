import { isObject } from '../shared/json/json';
import type { EventCodec, JournalPaths } from '../storage/journal/journalTypes';
import { JournalScanner } from '../storage/journal/journalScanner';
import { readJournal } from '../storage/journal/disk/readJournal';
import type { FileSystem } from '../storage/journal/disk/fileSystem';
import {
  readRecordedRun,
  readRecordingEntry,
  type RecordedRun,
  type Recording,
  type RecordingEntry,
} from './recording';

/** A record of the journal: the head of the recording, or several entries. One record is cheaper than one for each. */
export type RecordingRecord =
  | ({ readonly type: 'run' } & RecordedRun)
  | { readonly type: 'entries'; readonly entries: readonly RecordingEntry[] };

/** What follows the head survives the end of the process, but need not survive a power failure. */
export const recordingCodec: EventCodec<RecordingRecord> = {
  read: (value) => {
    if (!isObject(value)) return undefined;
    const run = value['type'] === 'run' ? readRecordedRun(value) : undefined;
    if (run) return { type: 'run', ...run };
    const { entries } = value;
    if (value['type'] !== 'entries' || !Array.isArray(entries)) return undefined;
    return { type: 'entries', entries: entries.flatMap((entry) => readRecordingEntry(entry) ?? []) };
  },
  needsSync: () => false,
  isFirst: ({ type }) => type === 'run',
};

export function recordingPaths(directory: string, file: string): JournalPaths {
  return { directory, file, removed: `${file}.removed`, corrupt: (at, number) => `${file}.${at}.${number}` };
}

/** A recording, and the process that has written its file. */
export interface WrittenRecording {
  readonly recording: Recording;
  readonly writer: string;
}

/**
 * Reads a recording. `undefined` if there is no head; entries that cannot be read are left out. Throws what the file system
 * throws.
 */
export async function readRecordingFile(
  files: FileSystem,
  file: string,
): Promise<WrittenRecording | undefined> {
  let run: RecordedRun | undefined;
  let runWriter = '';
  const entries: RecordingEntry[] = [];
  const scanner = new JournalScanner<RecordingRecord>((value) => recordingCodec.read(value), {
    record: ({ event, writer }) => {
      if (event.type === 'entries') for (const entry of event.entries) entries.push(entry);
      else if (!run) [run, runWriter] = [withoutType(event), writer];
    },
  });
  await readJournal(files, file, scanner);
  scanner.finish();
  return run && { recording: { run, entries }, writer: runWriter };
}

function withoutType({ type, ...run }: Extract<RecordingRecord, { type: 'run' }>): RecordedRun {
  return run;
}
