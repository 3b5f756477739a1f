import type { TraceSink } from '../coze/wire/traceEntry';
import type { ChatEvent } from '../shared/conversation/chatEvent';
import {
  emptyConversation,
  findRun,
  type Conversation,
  type Run,
  type RunOutcome,
} from '../shared/conversation/conversation';
import { reduce } from '../shared/conversation/reduce';
import type { ErrorInfo } from '../shared/errorInfo';
import { driveRun } from './runDriver';
import { endingOf } from './runEnding';
import type { Target, TargetInput } from './target';

export interface RunOnceDeps {
  readonly target: Target;
  /** Stops the run. */
  readonly signal?: AbortSignal;
  /** The input answers the question of the conversation's last run. */
  readonly isReply?: boolean;
  /** Repeats a request that the service surely did not process. False by default. */
  readonly retries?: boolean;
  readonly now?: () => number;
  /** Called for each event of the run, in order, its ending included. */
  readonly onEvent?: (event: ChatEvent) => void;
  /** Receives what crosses the wire. */
  readonly trace?: TraceSink;
}

export interface RunResult {
  readonly outcome: RunOutcome;
  /** The texts of all answers, joined by line breaks. */
  readonly text: string;
  /** Why the run failed or was cut off. */
  readonly error?: ErrorInfo;
  readonly run: Run;
  /** A conversation that consists of this run. */
  readonly conversation: Conversation;
}

const runId = 'run';
const conversationId = '0'.repeat(32);

/**
 * Sends one message to a target and reads the run to its end, without a session, a store or a ledger. One call is one
 * request, unless `retries` is set. Never throws: errors are part of the result.
 */
export async function runOnce(input: TargetInput, deps: RunOnceDeps): Promise<RunResult> {
  const { target, now = Date.now, onEvent, trace, isReply = false, retries = false } = deps;
  const signal = deps.signal ?? new AbortController().signal;
  const { key, name, workflowId, origin } = target.describe();
  let conversation = reduce(emptyConversation, {
    type: 'conversationStarted',
    conversationId,
    workflow: { key, name, workflowId, origin },
    at: now(),
  });
  conversation = reduce(conversation, {
    type: 'messageSent',
    turnId: 'turn',
    runId,
    ...input.message,
    at: now(),
  });
  const emit = (event: ChatEvent) => {
    conversation = reduce(conversation, event);
    onEvent?.(event);
  };
  const order = { runId, target, input, isReply };
  const end = await driveRun(order, signal, { now, emit, retries, ...(trace && { trace }) });
  emit(endingOf(runIn(conversation), end, now()));
  const run = runIn(conversation);
  const answers = run.messages.filter(({ role }) => role === 'assistant');
  return {
    outcome: run.outcome ?? 'cutOff',
    text: answers.map(({ text }) => text).join('\n'),
    ...(run.error && { error: run.error }),
    run,
    conversation,
  };
}

function runIn(conversation: Conversation): Run {
  const run = findRun(conversation, runId)?.run;
  if (!run) throw new Error('The run is not part of its conversation');
  return run;
}
