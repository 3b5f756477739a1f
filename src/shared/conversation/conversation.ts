import type { InterruptSignal } from './chatEvent';
import type { MessageBody } from './content';
import type { ErrorInfo } from '../errorInfo';
import type { ThoughtScan } from './thoughts';
import type { UserMessage } from './userMessage';
import { noTokens, type TokenUsage } from '../usage';
import type { WorkflowRef } from '../workflow';

/** How a run ended; absent while it is open. */
export type RunOutcome = 'completed' | 'waiting' | 'stopped' | 'failed' | 'cutOff';

/** A message of the service. */
export interface ServiceMessage {
  /** Unique within the conversation: `runId/ordinal`. What the view names when it asks for something. */
  readonly key: string;
  /** Coze's id; may be empty, and need not be unique. */
  readonly id: string;
  /** Coze's id in the completed message, where it was another than in the pieces before it (coze-protocol §2.2). */
  readonly completedId?: string;
  readonly role: 'assistant' | 'tool';
  /** What was said, without what was thought in between. */
  readonly text: string;
  /** What was thought: the service's own field, then what stood in the text. */
  readonly reasoning: string;
  /** How far an open message is read, and what of its `reasoning` came in the service's own field. */
  readonly scan?: ThoughtScan;
  readonly ownReasoning?: string;
  readonly body: MessageBody;
  readonly isComplete: boolean;
  readonly feedback?: 'like' | 'unlike';
}

/** One POST and its stream. */
export interface Run {
  readonly id: string;
  /** The user's reply to an interruption that this run carries; absent on the first run of a turn and on repeats. */
  readonly reply?: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly chatId?: string;
  readonly messages: readonly ServiceMessage[];
  /** Messages beyond the limit that came whole; 0 where one has only begun. Absent while all are kept. */
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

/** A user message with the runs that answer it. */
export interface Turn extends UserMessage {
  readonly id: string;
  readonly sentAt: number;
  readonly runs: readonly Run[];
  readonly isHidden: boolean;
  readonly isInterruptDismissed: boolean;
}

export interface QueuedMessage extends UserMessage {
  readonly id: string;
  /** The run it waited for did not complete, so only the user may send it. */
  readonly isOnHold: boolean;
}

/** Everything a view needs to show, and everything a session needs to go on. Immutable; built by {@link reduce} only. */
export interface Conversation {
  /** 32 hex digits of our own; empty before `conversationStarted`. */
  readonly id: string;
  readonly title: string;
  readonly workflow: WorkflowRef | undefined;
  readonly startedAt: number;
  /** Coze's conversation id, sent with every further message. */
  readonly cozeConversationId?: string;
  readonly forkedFrom?: {
    readonly conversationId: string;
    readonly title: string;
    readonly turnId: string;
    readonly turns?: number;
  };
  readonly turns: readonly Turn[];
  readonly queue: readonly QueuedMessage[];
  /** Sum over all runs. */
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

/** The run that is under way, if any. At most one is open at a time in a session; a second window may open another. */
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

/** The turn whose question is open: the newest turn, when its last run waits. */
export function waitingTurn(conversation: Conversation): Turn | undefined {
  const turn = lastTurn(conversation);
  return turn && turnState(turn) === 'waiting' ? turn : undefined;
}

/** The question of a waiting run: there is no text in `required_action`; the last answer is the question (§3.1). */
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
