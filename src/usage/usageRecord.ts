import { isObject, parseJson } from '../shared/json/json';
import { runOutcomes, type RunOutcome } from '../shared/conversation/conversation';
import type { TokenUsage } from '../shared/usage';

/** The usage of one run. A run may be reported again with larger counts. */
export interface UsageEntry {
  readonly runId: string;
  readonly workflow: { readonly key: string; readonly name: string };
  readonly usage: TokenUsage;
  readonly outcome?: RunOutcome;
  /** Requests of the run that were sent, attempts that the service refused included. By default 1. */
  readonly calls?: number;
  /** The service refused all requests of the run: they are calls, but no run. */
  readonly wasRefused?: boolean;
  /** Milliseconds since the epoch: determines the day that the run counts for. */
  readonly at: number;
}

interface RunFields {
  readonly runId: string;
  /** Local date of the run, `2026-11-23`. Stored, so that a change of time zone does not move the run. */
  readonly day: string;
  /** Key and name of the profile. */
  readonly key: string;
  readonly name: string;
  /** Absent in records of earlier versions, which counted one call for each run. */
  readonly calls?: number;
}

/** The record of a run. */
export interface RunRecord extends RunFields {
  readonly type: 'run';
  readonly usage: TokenUsage;
  /** Absent in records of earlier versions. */
  readonly outcome?: RunOutcome;
}

/** A run makes a few calls. A larger number is damage. */
const mostCalls = 1_000;

/** One line of the ledger's file. Earlier versions ignore the types that they do not know. */
export type UsageRecord =
  | RunRecord
  /** A run whose requests the service refused. */
  | (RunFields & { readonly type: 'refused' })
  /** Records before it no longer count. */
  | { readonly type: 'reset'; readonly id: string };

/** The line of a record, with a line break on both sides, so that a torn line damages no other. */
export function encodeUsageRecord(record: UsageRecord): string {
  return `\n${JSON.stringify({ v: 1, ...record })}\n`;
}

/** Reads a line; `undefined` if it is empty, torn or unknown. Malformed counts are read as 0. */
export function parseUsageRecord(line: string): UsageRecord | undefined {
  // Every other line is empty, and JSON.parse takes longer to throw than to parse.
  const fields = line === '' ? undefined : parseJson(line);
  if (!isObject(fields) || fields['v'] !== 1) return undefined;
  const { type, id, runId, day, key, name, usage, outcome } = fields;
  if (type === 'reset') return typeof id === 'string' ? { type, id } : undefined;
  if (type !== 'run' && type !== 'refused') return undefined;
  if (typeof runId !== 'string' || typeof key !== 'string') return undefined;
  if (typeof day !== 'string' || !/^\d{4,6}-\d\d-\d\d$/.test(day)) return undefined;
  const calls = Math.min(countFrom(fields['calls']), mostCalls);
  const run = { runId, day, key, name: typeof name === 'string' ? name : key, ...(calls > 0 && { calls }) };
  if (type === 'refused') return { type, ...run };
  return { type, ...run, usage: usageFrom(usage), ...(isOutcome(outcome) && { outcome }) };
}

/** Usage whose counts are safe integers, not negative. */
export function usageFrom(value: unknown): TokenUsage {
  const fields: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  return {
    input: countFrom(fields['input']),
    output: countFrom(fields['output']),
    unsplit: countFrom(fields['unsplit']),
  };
}

/** The local date of a time, `2026-11-23`. */
export function localDay(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function isOutcome(value: unknown): value is RunOutcome {
  return (runOutcomes as readonly unknown[]).includes(value);
}

function countFrom(value: unknown): number {
  if (typeof value !== 'number' || !(value > 0)) return 0;
  return Math.min(Math.round(value), Number.MAX_SAFE_INTEGER);
}
