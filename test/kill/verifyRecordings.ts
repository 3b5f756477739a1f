import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from '../../src/recording/inspection/inspect';
import { endOf } from '../../src/recording/recording';
import { openRecordings } from '../../src/recording/recordings';
import type { Conversation } from '../../src/shared/conversation/conversation';
import { nodeFileSystem } from '../../src/storage/journal/disk/fileSystem';

/** The folder of the recordings, beside the conversations. */
export function recordingsOf(directory: string): string {
  return join(directory, 'recordings');
}

/** A recording is written by then, in milliseconds. */
const writtenAfter = 1_500;

/** What a kill has cost the recordings of runs. */
export interface RecordingVerdict {
  /** Completed runs without the end of their recording, except those of the last moments. */
  readonly lost: number;
  /** Recordings that cannot be read or inspected. */
  readonly unreadable: number;
}

/** Opens the recordings like the next window. */
export async function verifyRecordings(
  directory: string,
  conversation: Conversation | undefined,
  killedAt: number,
): Promise<RecordingVerdict> {
  const folder = recordingsOf(directory);
  const recordings = await openRecordings({
    ...{ directory: folder, files: nodeFileSystem, writer: 'ffffffff.000000.1', now: Date.now },
    ...{ maxBytes: () => 1_000_000_000, log: { warn: () => undefined } },
  });
  await recordings.summaries();
  const ended = new Set<string>();
  let unreadable = 0;
  for (const { runId, conversationId } of await recordings.list()) {
    try {
      const recording = await recordings.read(runId);
      if (recording) inspect(recording);
      if (recording && endOf(recording)) ended.add(runId);
      // Only the first write can be torn so that there is no head: then the file has no whole line.
      const bytes = await readFile(join(folder, `${conversationId}.${runId}.ndjson`));
      if (!recording && bytes.indexOf('\n', 1) > 0) unreadable++;
    } catch {
      unreadable++;
    }
  }
  const runs = conversation?.turns.flatMap((turn) => turn.runs) ?? [];
  const lost = runs.filter(
    ({ id, outcome, endedAt = Infinity }) =>
      outcome === 'completed' && endedAt < killedAt - writtenAfter && !ended.has(id),
  );
  return { lost: lost.length, unreadable };
}
