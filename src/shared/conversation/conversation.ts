import type { InterruptSignal } from './chatEvent';
import type { MessageBody } from './content';
import type { ErrorInfo } from '../errorInfo';
import type { ThoughtScan } from './thoughts';
import type { UserMessage } from './userMessage';
import { noTokens, type TokenUsage } from '../usage';
import type { WorkflowRef } from '../workflow';

/** How a run ended. */
export const runOutcomes = ['completed', 'waiting', 'stopped', 'failed', 'cutOff'] as const;
export type RunOutcome = (typeof runOutcomes)[number];

/** A message of the service. */
export interface ServiceMessage {
  /** `runId/ordinal`, unique within the conversation. The view refers to messages by it. */
  readonly key: string;
  /** Coze's ID. May be empty, and is not unique. */
  readonly id: string;
  /** Coze's ID in the completed message, if it differs from that of its deltas (coze-protocol §2.2). */
  readonly completedId?: string;
  readonly role: 'assistant' | 'tool';
  /** The text without the reasoning in it. */
  readonly text: string;
  /** Reasoning: that of the field `reasoning_content`, then that in the text. */
  readonly reasoning: string;
  /** State of the scanner of an open message, and the `reasoning` received in the field `reasoning_content`. */
  readonly scan?: ThoughtScan;
  readonly ownReasoning?: string;
  readonly body: MessageBody;
  readonly isComplete: boolean;
  readonly feedback?: 'like' | 'unlike';
}

/** One request and its stream. */
export interface Run {
  readonly id: string;
  /** The user's answer to an interrupt that this run sends; absent on the first run of a turn and on repeats. */
  readonly reply?: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly chatId?: string;
  readonly messages: readonly ServiceMessage[];
  /** Number of completed messages beyond the limit; 0 if one has only started. Absent if all are kept. */
  readonly omittedMessages?: number;
  readonly followUps: readonly string[];
  readonly omittedFollowUps?: number;
  readonly usage: TokenUsage;
  readonly debugUrl?: string;
  readonly isDebugUrlTrusted: boolean;
  readonly executeId?: string;
  readonly interruptSignals: readonly InterruptSignal[];
  /** The status that the service reported for the chat; the stream may still be open. */
  readonly reportedStatus?: 'completed' | 'failed' | 'canceled';
  readonly outcome?: RunOutcome;
  readonly error?: ErrorInfo;
  readonly skippedEvents: number;
  readonly silentSince?: number;
  readonly retry?: { readonly attempt: number; readonly until: number; readonly error: ErrorInfo };
}

/** A message of the user with the runs that answer it. */
export interface Turn extends UserMessage {
  readonly id: string;
  readonly sentAt: number;
  readonly runs: readonly Run[];
  readonly isHidden: boolean;
  readonly isInterruptDismissed: boolean;
}

export interface QueuedMessage extends UserMessage {
  readonly id: string;
  /** The run before it did not complete: the message is sent only by the user. */
  readonly isOnHold: boolean;
}

/** The state of a conversation, for the view and the session. Immutable; made by `reduce` only. */
export interface Conversation {
  /** 32 random hex digits; empty before `conversationStarted`. */
  readonly id: string;
  readonly title: string;
  readonly workflow: WorkflowRef | undefined;
  readonly startedAt: number;
  /** Coze's conversation ID, sent with every message after the first run. */
  readonly cozeConversationId?: string;
  readonly forkedFrom?: {
    readonly conversationId: string;
    readonly title: string;
    readonly turnId: string;
    readonly turns?: number;
  };
  /** The conversation is a replay of this run. It has no service conversation: nothing is sent from it. */
  readonly replayOf?: { readonly runId: string };
  readonly turns: readonly Turn[];
  readonly queue: readonly QueuedMessage[];
  /** Sum of all runs. */
  readonly usage: TokenUsage;
}

export const emptyConversation: Conversation = {
  id: '',
  title: '',
  workflow: undefined,
  startedAt: 0,
  turns: [],
  queue: [],
  usage: noTokens,
};

export type TurnState = 'streaming' | RunOutcome;

export function lastTurn(conversation: Conversation): Turn | undefined {
  return conversation.turns.at(-1);
}

export function lastRun(turn: Turn): Run | undefined {
  return turn.runs.at(-1);
}

/** The newest open run. A session has at most one; a second window may open another. */
export function openRun(conversation: Conversation): Run | undefined {
  for (let index = conversation.turns.length - 1; index >= 0; index--) {
    const run = conversation.turns[index]?.runs.find((candidate) => candidate.outcome === undefined);
    if (run) return run;
  }
  return undefined;
}

export function turnState(turn: Turn): TurnState {
  return lastRun(turn)?.outcome ?? 'streaming';
}

/** The turn with an open question: the newest turn, if its last run waits. A replay cannot be answered. */
export function waitingTurn(conversation: Conversation): Turn | undefined {
  const turn = lastTurn(conversation);
  return turn && !conversation.replayOf && turnState(turn) === 'waiting' ? turn : undefined;
}

/** The question of a waiting run: its last answer, because `required_action` has no text (coze-protocol §3.1). */
export function questionOf(run: Run): ServiceMessage | undefined {
  return run.messages.findLast((message) => message.role === 'assistant');
}

export function findRun(conversation: Conversation, runId: string): { turn: Turn; run: Run } | undefined {
  for (let index = conversation.turns.length - 1; index >= 0; index--) {
    const turn = conversation.turns[index];
    const run = turn?.runs.find((candidate) => candidate.id === runId);
    if (turn && run) return { turn, run };
  }
  return undefined;
}
