import { isObject, parseJson } from '../shared/json';
import type { TokenUsage } from '../shared/usage';

/** One line of the ledger's file. */
export type UsageRecord =
  | {
      readonly type: 'run';
      readonly runId: string;
      /** Local date of the run, `2026-11-23`: written down, so that travelling does not move it to another day. */
      readonly day: string;
      readonly key: string;
      readonly name: string;
      readonly usage: TokenUsage;
    }
  /** The user set the counter back: what came before counts no more. */
  | { readonly type: 'reset'; readonly id: string };

/** The line of a record, with a break on either side: a line that a crash has torn spoils no other. */
export function encodeUsageRecord(record: UsageRecord): string {
  return `\n${JSON.stringify({ v: 1, ...record })}\n`;
}

/** Reads a line; `undefined` for an empty, torn or foreign one. Figures that are none count as 0. */
export function parseUsageRecord(line: string): UsageRecord | undefined {
  const fields = parseJson(line);
  if (!isObject(fields) || fields['v'] !== 1) return undefined;
  const { type, id, runId, day, key, name, usage } = fields;
  if (type === 'reset') return typeof id === 'string' ? { type, id } : undefined;
  const isRun = type === 'run' && typeof runId === 'string' && typeof key === 'string';
  if (!isRun || typeof day !== 'string' || !/^\d{4,6}-\d\d-\d\d$/.test(day)) return undefined;
  return { type, runId, day, key, name: typeof name === 'string' ? name : key, usage: usageFrom(usage) };
}

/** Usage with figures that can be added: whole, not negative, not more than can be counted exactly. */
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

function countFrom(value: unknown): number {
  if (typeof value !== 'number' || !(value > 0)) return 0;
  return Math.min(Math.round(value), Number.MAX_SAFE_INTEGER);
}
