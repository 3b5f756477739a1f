import { openFlags, unlessMissing, type FileSystem } from '../storage/journal/disk/fileSystem';
import { parseLine } from '../storage/journal/record';
import type { RecordedRun, RecordingEntry, RecordingEntryOf } from './recording';
import type { RecordingFile } from './recordingFiles';
import { recordingCodec } from './recordingJournal';
import { sentWords } from './sentWords';

/** What a list of runs shows of a recording. */
export interface RunSummary extends RecordingFile {
  readonly run: RecordedRun;
  /** The first words of the message; empty if it has no text or is very long. */
  readonly words: string;
  /** Absent while the run is open, and if its window was closed or has crashed. */
  readonly end?: RecordingEntryOf<'ended'>;
}

/** Bytes that are read from the beginning and from the end of a file. */
const partBytes = 16 * 1024;

/**
 * Reads the head and the end of a recording, not what is between them. `undefined` if the file is gone or has no head. Throws
 * what the file system throws.
 */
export async function readSummary(
  files: FileSystem,
  path: string,
  file: RecordingFile,
): Promise<RunSummary | undefined> {
  const handle = await unlessMissing(files.open(path, openFlags.read));
  if (!handle) return undefined;
  try {
    const { size } = await handle.stat();
    const linesFrom = async (from: number) => {
      const buffer = Buffer.alloc(Math.min(partBytes, size - from));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
      return linesOf(buffer.subarray(0, bytesRead));
    };
    const start = await linesFrom(0);
    const run = firstOf(start, runIn);
    if (!run) return undefined;
    const last = size > partBytes ? await linesFrom(size - partBytes) : start;
    const end = firstOf(last.toReversed(), (line) => entryIn(line, 'ended'));
    const request = firstOf(start, (line) => entryIn(line, 'request'));
    return { ...file, run, words: sentWords(request?.body ?? ''), ...(end && { end }) };
  } finally {
    await handle.close();
  }
}

function linesOf(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(10, start);
    const stop = found < 0 ? bytes.length : found;
    if (stop > start) lines.push(bytes.subarray(start, stop));
    start = stop + 1;
  }
  return lines;
}

function firstOf<T>(lines: readonly Buffer[], read: (line: Buffer) => T | undefined): T | undefined {
  for (const line of lines) {
    const value = read(line);
    if (value !== undefined) return value;
  }
  return undefined;
}

function recordIn(line: Buffer): ReturnType<typeof recordingCodec.read> {
  const parsed = parseLine(line);
  return parsed.kind === 'record' ? recordingCodec.read(parsed.record.event) : undefined;
}

function runIn(line: Buffer): RecordedRun | undefined {
  const record = recordIn(line);
  if (record?.type !== 'run') return undefined;
  const { type, ...run } = record;
  return run;
}

function entryIn<T extends RecordingEntry['type']>(line: Buffer, type: T): RecordingEntryOf<T> | undefined {
  const record = recordIn(line);
  if (record?.type !== 'entries') return undefined;
  return record.entries.find((entry): entry is RecordingEntryOf<T> => entry.type === type);
}
