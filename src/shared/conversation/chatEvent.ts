import * as v from 'valibot';
import { errorInfoSchema } from '../errorInfo';
import type { JsonObject } from '../json/json';
import { limits } from '../limits';
import {
  count,
  fields,
  flag,
  list,
  read,
  text,
  time,
  title,
  variant,
  type Schema,
  type Variant,
} from '../schema';
import type { TokenUsage } from '../usage';
import type { WorkflowRef } from '../workflow';
import { mediaItemSchema, messageBodySchema } from './content';
import type { TransientEvent } from './transientEvent';
import { isParameters } from './userMessage';

/*
 * The events of a conversation, in the past tense. The schemas below define their types, the records of the journal and
 * what an import accepts; `reduce` defines what they mean.
 *
 * `runId`, `turnId` and `queueId` are random hex of the extension. `messageId` is Coze's ID, unique within its run only.
 * `at` is in milliseconds since the epoch and for display only: events are ordered by sequence.
 */

const workflow: Schema<WorkflowRef> = fields({ key: text, name: title, workflowId: text, origin: text });
const usage: Schema<TokenUsage> = fields({ input: count, output: count, unsplit: count });
const attachments = list(mediaItemSchema, limits.mediaItems);
const parameters = v.custom<JsonObject>(isParameters);
const role = v.picklist(['assistant', 'tool']);
/** The field of the wire that reported an interrupt (coze-protocol §3.1); a run may report several. */
const interruptSignal = v.picklist(['requiresAction', 'verboseInterrupt', 'finishReason', 'chatStatus']);

const conversationEvents = {
  conversationStarted: fields(
    { conversationId: text, workflow, at: time },
    {
      /** The conversation this one is a fork of, and the number of turns taken over. They are sent to the service as history. */
      forkedFrom: fields({ conversationId: text, title, turnId: text }, { turns: count }),
      /** The conversation is a replay of a recorded run: nothing is sent from it. */
      replayOf: fields({ runId: text }),
    },
  ),
  conversationRenamed: fields({ title }),
  /** The next run starts a new conversation at the service. */
  serviceConversationDropped: fields({}),
};

const userEvents = {
  messageSent: fields({ turnId: text, runId: text, text, attachments, at: time }, { parameters }),
  interruptAnswered: fields({ turnId: text, runId: text, text, at: time }),
  /** The user ran a failed, stopped or cut off turn again: a new run of the same turn. */
  runRepeated: fields({ turnId: text, runId: text, at: time }),
  messageQueued: fields({ queueId: text, text, attachments }, { parameters }),
  queuedMessageRemoved: fields({ queueId: text }),
  /** The user started another run than the queue was waiting for: queued messages are no longer sent automatically. */
  queueHeld: fields({}),
  /** "Not now": the form is folded; the question stays open at the service. */
  interruptDismissed: fields({ turnId: text }),
  turnHidden: fields({ turnId: text }),
  turnShown: fields({ turnId: text }),
  feedbackGiven: fields({ runId: text, messageId: text, feedback: v.picklist(['like', 'unlike', 'none']) }),
};

/** Reported by the service. The reducer draws the conclusions. */
const runSignals = {
  chatStarted: fields({ runId: text }, { chatId: text, cozeConversationId: text }),
  textAppended: fields({ runId: text, messageId: text, role, text }, { body: messageBodySchema }),
  /** `reasoning_content`: shown folded, not part of the answer. */
  reasoningAppended: fields({ runId: text, messageId: text, text }),
  /** `text` is the whole text. It replaces the deltas unless it is empty. */
  messageCompleted: fields(
    { runId: text, messageId: text, role, text, body: messageBodySchema },
    { reasoning: text },
  ),
  followUpSuggested: fields({ runId: text, text }),
  usageReported: fields({ runId: text, usage }),
  debugUrlReceived: fields({ runId: text, url: text, isTrusted: flag }),
  executionIdentified: fields({ runId: text, executeId: text }),
  interruptSignalled: fields({ runId: text, signal: interruptSignal }),
  chatCompleted: fields({ runId: text }),
  chatCanceled: fields({ runId: text }),
  chatFailed: fields({ runId: text, error: errorInfoSchema }),
};

/** Every run ends with exactly one of these. */
const runEnds = {
  runCompleted: fields({ runId: text, at: time }, { skippedEvents: count }),
  runWaiting: fields({ runId: text, at: time }),
  runStopped: fields({ runId: text, at: time }),
  runFailed: fields({ runId: text, at: time, error: errorInfoSchema }),
  runCutOff: fields({ runId: text, at: time, error: errorInfoSchema }),
};

const journalEvent = variant({ ...conversationEvents, ...userEvents, ...runSignals, ...runEnds });

export type UserEvent = Variant<typeof userEvents>;
export type RunSignal = Variant<typeof runSignals>;
export type RunEnd = Variant<typeof runEnds>;
export type JournalEvent = Variant<typeof conversationEvents> | UserEvent | RunSignal | RunEnd;
export type ChatEvent = JournalEvent | TransientEvent;
export type InterruptSignal = v.InferOutput<typeof interruptSignal>;
export type MessageRole = 'user' | v.InferOutput<typeof role>;

/**
 * Reads an event of a journal or of an imported file. `undefined` if a required field is missing or malformed, and for events
 * of a later version.
 */
export function readEvent(value: unknown): JournalEvent | undefined {
  return read(journalEvent, value);
}

/** Whether the service reported the event. */
export function isRunSignal({ type }: JournalEvent): boolean {
  return Object.hasOwn(runSignals, type);
}
