import type { RunSummary } from './runSummary';

/** The runs of one day. */
export interface RunDay {
  /** Its beginning in local time, in milliseconds since the epoch. */
  readonly startsAt: number;
  readonly runs: readonly RunSummary[];
}

/** Groups runs by their day in local time, keeping their order. */
export function byDay(runs: readonly RunSummary[]): readonly RunDay[] {
  const days = new Map<number, RunSummary[]>();
  for (const summary of runs) {
    const startsAt = new Date(summary.run.startedAt).setHours(0, 0, 0, 0);
    const ofDay = days.get(startsAt);
    if (ofDay) ofDay.push(summary);
    else days.set(startsAt, [summary]);
  }
  return [...days].map(([startsAt, ofDay]) => ({ startsAt, runs: ofDay }));
}
