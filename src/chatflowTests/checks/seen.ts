import type { ErrorInfo } from '../../shared/errorInfo';
import type { OutcomeName } from '../testFile/checkSpec';

/** A question of the workflow. */
export interface SeenQuestion {
  readonly text: string;
  readonly options?: readonly string[];
  /** Names of the fields of an input form. */
  readonly fields?: readonly string[];
}

/** What a turn saw of its run: all that checks look at. */
export interface Seen {
  readonly outcome: OutcomeName;
  /** The texts of all answers, joined by line breaks. */
  readonly text: string;
  readonly answers: readonly string[];
  /** Present while the workflow waits. */
  readonly question?: SeenQuestion;
  /** The question of the turn before. */
  readonly questionBefore?: SeenQuestion;
  readonly followUps: readonly string[];
  /** Names of the called tools, in order. */
  readonly tools: readonly string[];
  readonly tokens: number;
  readonly durationMs: number;
  /** Absent if no text arrived. */
  readonly firstTokenMs?: number;
  readonly error?: ErrorInfo;
}
