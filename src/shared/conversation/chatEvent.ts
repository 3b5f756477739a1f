import type { MediaItem, MessageBody } from './content';
import type { ErrorInfo } from '../errorInfo';
import type { TokenUsage } from '../usage';
import type { WorkflowRef } from '../workflow';

/** Who speaks: a tool message is shown folded. */
export type MessageRole = 'user' | 'assistant' | 'tool';

/** Which signal of the wire said that the workflow waits (coze-protocol §3.1); several may say so in one run. */
export type InterruptSignal = 'requiresAction' | 'verboseInterrupt' | 'finishReason' | 'chatStatus';

/**
 * What happened to a conversation, in our words, past tense. The journal on disk and the messages to the view hold
 * these; {@link reduce} is their only meaning.
 *
 * `runId`, `turnId` and message ids of the user's side are our own random hex. `messageId` of the service's side is
 * Coze's id; it is unique within its run only.
 */
export type ChatEvent = ConversationEvent | UserEvent | RunSignal | RunEnd | TransientEvent;

/** The conversation itself. */
export type ConversationEvent =
  | {
      readonly type: 'conversationStarted';
      readonly conversationId: string;
      readonly workflow: WorkflowRef;
      /** Milliseconds since the epoch. For display only: order is by sequence. */
      readonly at: number;
      /** Set on a fork: where it came from. Its turns are sent to the service as history. */
      readonly forkedFrom?: {
        readonly conversationId: string;
        readonly title: string;
        readonly turnId: string;
        /** Number of turns that came along; earlier versions do not say. */
        readonly turns?: number;
      };
    }
  | { readonly type: 'conversationRenamed'; readonly title: string }
  /** The service's conversation is gone, or the user wants a fresh one: the next run starts without an id. */
  | { readonly type: 'serviceConversationDropped' };

/** The user's side. */
export type UserEvent =
  | {
      readonly type: 'messageSent';
      readonly turnId: string;
      readonly runId: string;
      readonly text: string;
      readonly attachments: readonly MediaItem[];
      readonly at: number;
    }
  | {
      readonly type: 'interruptAnswered';
      readonly turnId: string;
      readonly runId: string;
      readonly text: string;
      readonly at: number;
    }
  /** A failed, stopped or cut off turn was run again by the user's own act: a new run of the same turn. */
  | { readonly type: 'runRepeated'; readonly turnId: string; readonly runId: string; readonly at: number }
  | {
      readonly type: 'messageQueued';
      readonly queueId: string;
      readonly text: string;
      readonly attachments: readonly MediaItem[];
    }
  | { readonly type: 'queuedMessageRemoved'; readonly queueId: string }
  /** The user began another run than the queue was waiting for: what is in the queue now is the user's to send. */
  | { readonly type: 'queueHeld' }
  /** "Not now": the question stays open at the service, the form is folded. */
  | { readonly type: 'interruptDismissed'; readonly turnId: string }
  | { readonly type: 'turnHidden'; readonly turnId: string }
  /** Takes `turnHidden` back. */
  | { readonly type: 'turnShown'; readonly turnId: string }
  | {
      readonly type: 'feedbackGiven';
      readonly runId: string;
      readonly messageId: string;
      readonly feedback: 'like' | 'unlike' | 'none';
    };

/** What the wire said. Memoryless: conclusions are drawn by the reducer. */
export type RunSignal =
  | {
      readonly type: 'chatStarted';
      readonly runId: string;
      readonly chatId?: string;
      readonly cozeConversationId?: string;
    }
  | {
      readonly type: 'textAppended';
      readonly runId: string;
      readonly messageId: string;
      readonly role: 'assistant' | 'tool';
      readonly text: string;
      readonly body?: MessageBody;
    }
  /** The model's thinking (`reasoning_content`): folded, never part of the answer. */
  | {
      readonly type: 'reasoningAppended';
      readonly runId: string;
      readonly messageId: string;
      readonly text: string;
    }
  | {
      readonly type: 'messageCompleted';
      readonly runId: string;
      readonly messageId: string;
      readonly role: 'assistant' | 'tool';
      /** The whole text, authoritative: replaces what the deltas gave unless it is empty. */
      readonly text: string;
      readonly reasoning?: string;
      readonly body: MessageBody;
    }
  | { readonly type: 'followUpSuggested'; readonly runId: string; readonly text: string }
  | { readonly type: 'usageReported'; readonly runId: string; readonly usage: TokenUsage }
  | {
      readonly type: 'debugUrlReceived';
      readonly runId: string;
      readonly url: string;
      readonly isTrusted: boolean;
    }
  | { readonly type: 'executionIdentified'; readonly runId: string; readonly executeId: string }
  | { readonly type: 'interruptSignalled'; readonly runId: string; readonly signal: InterruptSignal }
  | { readonly type: 'chatCompleted'; readonly runId: string }
  | { readonly type: 'chatCanceled'; readonly runId: string }
  | { readonly type: 'chatFailed'; readonly runId: string; readonly error: ErrorInfo };

/** Exactly one of these ends every run. */
export type RunEnd =
  | {
      readonly type: 'runCompleted';
      readonly runId: string;
      readonly at: number;
      readonly skippedEvents?: number;
    }
  | { readonly type: 'runWaiting'; readonly runId: string; readonly at: number }
  | { readonly type: 'runStopped'; readonly runId: string; readonly at: number }
  | { readonly type: 'runFailed'; readonly runId: string; readonly at: number; readonly error: ErrorInfo }
  | { readonly type: 'runCutOff'; readonly runId: string; readonly at: number; readonly error: ErrorInfo };

/** Of the moment: never written to disk. */
export type TransientEvent =
  /** No byte since `since` (ms epoch): "still waiting, mm:ss". */
  | { readonly type: 'silenceNoticed'; readonly runId: string; readonly since: number }
  | { readonly type: 'silenceEnded'; readonly runId: string }
  /** The request will be repeated at `until` (ms epoch) because it was provably not processed. */
  | {
      readonly type: 'retryScheduled';
      readonly runId: string;
      readonly attempt: number;
      readonly until: number;
      readonly error: ErrorInfo;
    }
  | { readonly type: 'retryStarted'; readonly runId: string };

/** True for events that only matter while they are seen; the store leaves them out. */
export function isTransient(event: ChatEvent): event is TransientEvent {
  switch (event.type) {
    case 'silenceNoticed':
    case 'silenceEnded':
    case 'retryScheduled':
    case 'retryStarted':
      return true;
    default:
      return false;
  }
}
