import { lastRun, type Run, type Turn } from './conversation';
import { mayHaveBeenSent, wasSurelyNotProcessed } from './notProcessed';
import { totalTokens } from '../usage';
import { isSameMessage, type UserMessage } from './userMessage';

/** What a repeat of a turn sends. */
export interface Repetition {
  readonly text: string;
  /** The message is the answer to a question, not the first message of the turn. */
  readonly isReply: boolean;
  /** The service may have received the message. An answer that arrives twice answers two questions: confirm first. */
  readonly mayHaveArrived: boolean;
}

/**
 * What a repeat of the turn sends: the last answer, if its question may still be open at the service; otherwise the first
 * message of the turn. `undefined` while a run is open or waits.
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

/** Whether the run got no answer and was repeated by the next one. */
export function isSuperseded(turn: Turn, index: number): boolean {
  const run = turn.runs[index];
  const next = turn.runs[index + 1];
  const isWithoutAnswer =
    run?.messages.length === 0 && run.outcome !== 'completed' && run.outcome !== 'waiting';
  return isWithoutAnswer && next !== undefined && next.reply === undefined;
}

/**
 * The answer that each run of a turn sent, including repeats; `undefined` for runs that sent the first message.
 * Parallel to `turn.runs`.
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
 * The end (ms epoch) of the wait that the service asked for, counted from the end of the refused run; `undefined` if it did
 * not ask. Nothing is sent automatically afterwards.
 */
export function askedWaitUntil(run: Run): number | undefined {
  const waitMs = run.error?.retryAfterMs;
  return waitMs === undefined || run.endedAt === undefined ? undefined : run.endedAt + waitMs;
}

/** The service ended the workflow or asked again: the message of this run is consumed. */
function isOver(run: Run): boolean {
  return run.outcome === 'completed' || run.outcome === 'waiting' || run.reportedStatus !== undefined;
}

/** Whether the service started to process the run. Refused and unsent runs are not counted. */
export function wasProcessed(run: Run): boolean {
  if (run.messages.length > 0 || totalTokens(run.usage) > 0) return true;
  return run.chatId !== undefined && !(run.error && wasSurelyNotProcessed(run.error));
}

/** Whether the last request of the run counts as a call: it reached the service, as far as is known. */
export function wasSent(run: Run): boolean {
  return wasProcessed(run) || !run.error || mayHaveBeenSent(run.error);
}

function mayHaveReached(run: Run): boolean {
  if (!run.error || run.chatId !== undefined || run.messages.length > 0) return true;
  return !wasSurelyNotProcessed(run.error);
}

/** Whether a run of the turn has said something. */
export function hasAnswer({ runs }: Turn): boolean {
  return runs.some(({ messages }) => messages.some(({ role, text }) => role === 'assistant' && text !== ''));
}
