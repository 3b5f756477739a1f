import type { RunOutcome } from '../shared/conversation/conversation';
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

/** Which runs a list shows: those that match all that is set. */
export interface RunFilter {
  /** `open`: without an end. */
  readonly outcome?: RunOutcome | 'open';
  /** Key of the workflow. */
  readonly workflow?: string;
  /** Occurs in the words, the name of the workflow or an ID, in any case. */
  readonly text?: string;
}

export function isFiltered({ outcome, workflow, text }: RunFilter): boolean {
  return outcome !== undefined || workflow !== undefined || text !== undefined;
}

export function matchesFilter({ run, end, words }: RunSummary, filter: RunFilter): boolean {
  const { outcome, workflow, text } = filter;
  if (outcome !== undefined && (end?.outcome ?? 'open') !== outcome) return false;
  if (workflow !== undefined && run.key !== workflow) return false;
  if (text === undefined) return true;
  const searched = [words, run.name, run.runId, run.workflowId].join('\n').toLowerCase();
  return searched.includes(text.toLowerCase());
}
