import { lastRun, type Run, type Turn } from './conversation';
import { wasSurelyNotProcessed } from './notProcessed';
import { totalTokens } from '../usage';
import { isSameMessage, type UserMessage } from './userMessage';

/** What "try again" on a turn would send. */
export interface Repetition {
  readonly text: string;
  /** It is the user's reply to a question of the workflow, not the message that began the turn. */
  readonly isReply: boolean;
  /** The service may have got it already: a reply that arrives twice answers two questions, so ask before. */
  readonly mayHaveArrived: boolean;
}

/**
 * What running a turn again sends: the reply, while the question that it answers may still be open at the service; else the
 * message that began the turn. `undefined` while a run is open or the workflow waits: then there is nothing to repeat.
 */
export function repetitionOf(turn: Turn): Repetition | undefined {
  const run = lastRun(turn);
  if (!run?.outcome || run.outcome === 'waiting') return undefined;
  const replies = repliesOf(turn);
  const reply = isOver(run) ? undefined : replies.at(-1);
  if (reply === undefined) return { text: turn.text, isReply: false, mayHaveArrived: false };
  const tries = turn.runs.slice(turn.runs.findLastIndex((other) => other.reply !== undefined));
  return { text: reply, isReply: true, mayHaveArrived: tries.some(mayHaveReached) };
}

/** Whether a message is another attempt of a turn: the same message, and the service refused it every time. */
export function isAttemptOf(turn: Turn, message: UserMessage): boolean {
  const isRefused = (run: Run) =>
    run.outcome === 'failed' && run.reply === undefined && run.messages.length === 0;
  return !turn.isHidden && isSameMessage(turn, message) && turn.runs.every(isRefused);
}

/** Whether nothing came of a run and the same was tried again after it: what it says is past. */
export function isSuperseded(turn: Turn, index: number): boolean {
  const run = turn.runs[index];
  const next = turn.runs[index + 1];
  const isWithoutAnswer =
    run?.messages.length === 0 && run.outcome !== 'completed' && run.outcome !== 'waiting';
  return isWithoutAnswer && next !== undefined && next.reply === undefined;
}

/**
 * The reply that each run of a turn carried, repeats included; `undefined` where it carried the message of the turn.
 * Same length and order as `turn.runs`.
 */
export function repliesOf(turn: Turn): readonly (string | undefined)[] {
  let reply: string | undefined;
  let before: Run | undefined;
  return turn.runs.map((run) => {
    reply = run.reply ?? (before && !isOver(before) ? reply : undefined);
    before = run;
    return reply;
  });
}

/**
 * Until when the service asked to be left alone (ms epoch), counted from the end of the run that it refused; `undefined`
 * where it named no time. Nothing is sent when it is over: that is the user's act.
 */
export function askedWaitUntil(run: Run): number | undefined {
  const waitMs = run.error?.retryAfterMs;
  return waitMs === undefined || run.endedAt === undefined ? undefined : run.endedAt + waitMs;
}

/** The service has ended the workflow or asks anew: what this run carried is used up. */
function isOver(run: Run): boolean {
  return run.outcome === 'completed' || run.outcome === 'waiting' || run.reportedStatus !== undefined;
}

/** Whether the service began to work on a run. One that it refused, or that never reached it, is no run to count. */
export function wasProcessed(run: Run): boolean {
  if (run.messages.length > 0 || totalTokens(run.usage) > 0) return true;
  return run.chatId !== undefined && !(run.error && wasSurelyNotProcessed(run.error));
}

function mayHaveReached(run: Run): boolean {
  if (!run.error || run.chatId !== undefined || run.messages.length > 0) return true;
  return !wasSurelyNotProcessed(run.error);
}
