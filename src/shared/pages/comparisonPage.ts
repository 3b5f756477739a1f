import * as v from 'valibot';
import type { RunInspection } from '../inspection/runInspection';
import { count, fields, variant, type Read } from '../schema';
import { pageMessageParser } from './pageMessage';

/** A run in the table of the page "Comparison". Names and answers are foreign. */
export interface ComparedRun {
  readonly name: string;
  readonly host: string;
  readonly version?: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly outcome: RunInspection['outcome'];
  readonly firstTextMs?: number;
  readonly durationMs?: number;
  /** Input and output together; absent if the service reported none. */
  readonly tokens?: number;
  /** Questions of the workflow that the run ended with. */
  readonly questions: number;
  readonly answer: string;
}

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Runs with the same answer. */
export interface AnswerGroup {
  readonly answer: string;
  /** Their indices. */
  readonly runs: readonly number[];
}

export interface Comparison {
  readonly runs: readonly ComparedRun[];
  readonly firstTextMs: Spread | undefined;
  readonly durationMs: Spread | undefined;
  readonly tokens: Spread | undefined;
  readonly groups: readonly AnswerGroup[];
}

/** What the page "Comparison" renders from. */
export interface ComparisonState extends Comparison {
  /** Runs that are still to come. */
  readonly pending: number;
  /** Runs of a restored tab that cannot be shown: their recordings were deleted, or came from files. */
  readonly missing: number;
}

const act = variant({
  /** Opens a text of two runs in a diff editor. */
  diff: fields({ what: v.picklist(['answer', 'request', 'events']), left: count, right: count }),
});
/** A button of the page "Comparison". */
export type ComparisonAct = Read<typeof act>;

/** Host to page. */
export type ToComparisonPage = { readonly type: 'state'; readonly state: ComparisonState };

/** Reads a message of the page. */
export const parseComparisonMessage = pageMessageParser(act);
