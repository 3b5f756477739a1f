import * as v from 'valibot';
import { runOutcomes } from '../shared/conversation/conversation';
import { errorInfoSchema } from '../shared/errorInfo';
import { isObject, parseJson } from '../shared/json/json';
import {
  count,
  fields,
  flag,
  named,
  read,
  text,
  time,
  title,
  variant,
  type Read,
  type Schema,
} from '../shared/schema';
import type { TokenUsage } from '../shared/usage';

/*
 * A recording is what one run sent and received: a head, then entries in their order, each with the milliseconds since the
 * run began. A message that was sent again after a failure has several requests. A later version may add entries and fields;
 * what this version does not know is left out.
 */

const maxHeaders = 50;

const recordedRun = fields(
  { runId: text, startedAt: time, key: text, name: title, workflowId: text, origin: text, baseUrl: text },
  {
    /** The conversation and the turn that show the run. */
    conversationId: text,
    turnId: text,
    /** The run answers a question of the workflow. */
    isReply: flag,
    workflowVersion: text,
    /** Version of the extension that recorded the run. */
    recordedBy: text,
  },
);

const event = fields({ offsetMs: count, data: text }, { event: text, strayLines: text, isForeignBody: flag });

const usage: Schema<TokenUsage> = fields({ input: count, output: count, unsplit: count });

const recordingEntry = variant({
  request: fields({ offsetMs: count, method: text, url: text, body: text }),
  response: fields({ offsetMs: count, status: count, headers: named(text, maxHeaders) }),
  event,
  body: fields({ offsetMs: count, text }),
  failed: fields({ offsetMs: count, error: errorInfoSchema, hasBegun: flag }),
  stopped: fields({ offsetMs: count }),
  /** The end of the run as the conversation shows it. Absent if the window was closed or has crashed. */
  ended: fields({ offsetMs: count, outcome: v.picklist(runOutcomes) }, { error: errorInfoSchema, usage }),
});

/** The head of a recording: which run it is. `startedAt` is in milliseconds since the epoch. */
export type RecordedRun = Read<typeof recordedRun>;

/** The run belongs to no profile of this installation: its recording comes from a file. */
export function isForeignRun({ key }: RecordedRun): boolean {
  return key === '';
}

/** A `TraceEntry` or the end of the run. `offsetMs` counts from the start of the run. */
export type RecordingEntry = Read<typeof recordingEntry>;

/** What one run sent and received. Contains no token. */
export interface Recording {
  readonly run: RecordedRun;
  readonly entries: readonly RecordingEntry[];
}

/** One request of a run and what answered it. */
export interface RecordedAttempt {
  readonly request?: RecordingEntryOf<'request'>;
  readonly response?: RecordingEntryOf<'response'>;
  readonly events: readonly RecordingEntryOf<'event'>[];
  /** Why the reply could not be read to its end. */
  readonly failed?: RecordingEntryOf<'failed'>;
}

export type RecordingEntryOf<T extends RecordingEntry['type']> = Extract<RecordingEntry, { type: T }>;

/** The head of a recording of unknown origin; `undefined` if it is none. */
export function readRecordedRun(value: unknown): RecordedRun | undefined {
  return read(recordedRun, value);
}

/** An entry of unknown origin; `undefined` if this version does not know it. */
export function readRecordingEntry(value: unknown): RecordingEntry | undefined {
  return read(recordingEntry, value);
}

/** The requests of a run, in order. Empty if nothing was sent. */
export function attemptsOf({ entries }: Recording): readonly RecordedAttempt[] {
  const attempts: { -readonly [K in keyof RecordedAttempt]: RecordedAttempt[K] }[] = [];
  let events: RecordingEntryOf<'event'>[] = [];
  let isOver = true;
  for (const entry of entries) {
    if (entry.type === 'ended' || entry.type === 'stopped') continue;
    if (isOver || entry.type === 'request') attempts.push({ events: (events = []) });
    const attempt = attempts.at(-1);
    isOver = entry.type === 'failed';
    if (attempt && entry.type === 'request') attempt.request = entry;
    else if (attempt && entry.type === 'response') attempt.response = entry;
    else if (attempt && entry.type === 'failed') attempt.failed = entry;
    else if (entry.type === 'event') events.push(entry);
  }
  return attempts;
}

/** How the run ended; `undefined` if its window was closed or has crashed. */
export function endOf({ entries }: Recording): RecordingEntryOf<'ended'> | undefined {
  return entries.findLast((entry) => entry.type === 'ended');
}

/** The recording as lines of JSON: its head, then its entries. Several recordings can follow each other in a file. */
export function recordingText({ run, entries }: Recording): string {
  return [{ type: 'run', ...run }, ...entries].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The recordings of such a text, in order. Never throws: lines that cannot be read are left out. */
export function recordingsIn(lines: string): readonly Recording[] {
  const recordings: { readonly run: RecordedRun; readonly entries: RecordingEntry[] }[] = [];
  for (const line of lines.split('\n')) {
    const value = parseJson(line);
    const run = isObject(value) && value['type'] === 'run' ? readRecordedRun(value) : undefined;
    if (run) recordings.push({ run, entries: [] });
    const entry = run ? undefined : readRecordingEntry(value);
    if (entry) recordings.at(-1)?.entries.push(entry);
  }
  return recordings;
}
