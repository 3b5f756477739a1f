import type { RunOutcome } from '../conversation/conversation';
import type { ErrorInfo } from '../errorInfo';
import type { TokenUsage } from '../usage';

/*
 * What the page "Run" shows of a recording. Offsets and durations are in milliseconds since the run began. Texts of the
 * service are foreign: without control and bidirectional characters, but not to be trusted.
 */

/** Why an event changed nothing in the conversation. */
export type EventMark =
  /** Without meaning for a chat, such as a heartbeat. */
  | 'ignored'
  /** A name or a form that this version does not know. */
  | 'unknown'
  /** Its data cannot be read. */
  | 'badJson'
  /** The service had sent it before. */
  | 'repeated'
  /** Text for a message that was complete already. */
  | 'late'
  /** A message beyond the limit of a run. */
  | 'beyondLimit';

/** One event of the stream. */
export interface EventRow {
  readonly offsetMs: number;
  /** Name as received; empty if the event has none. */
  readonly name: string;
  /** UTF-8 bytes of its data. */
  readonly bytes: number;
  /** The text of a delta or message, or the data of another event: its beginning, on one line. */
  readonly text: string;
  /** Key of the message that it belongs to. */
  readonly message?: string;
  readonly mark?: EventMark;
}

export type SpanKind =
  /** From the start of the run to its request: consent, token, uploads. */
  | 'preparation'
  /** From a request to the headers of its response. */
  | 'request'
  /** From the headers to the first event. */
  | 'firstEvent'
  | 'answer'
  | 'question'
  | 'toolCall'
  | 'toolOutput'
  | 'knowledge'
  /** A node of the workflow, from the first to the last event that names it. */
  | 'node'
  /** No event for more than a second. */
  | 'silence'
  /** Between a failed request and its repetition. */
  | 'retryWait'
  /** From a question to the answer of the user. */
  | 'human'
  /** Moments: `fromMs` is `toMs`. */
  | 'firstText'
  | 'requestFailed'
  | 'stopped'
  | 'ended';

/** A span or moment of the timeline. */
export interface TimelineSpan {
  readonly kind: SpanKind;
  readonly fromMs: number;
  readonly toMs: number;
  /** Name of a tool, title of a node, or the first words of a message. */
  readonly name?: string;
  /** Key of the message. */
  readonly message?: string;
  /** Index of the first event of the message or node. */
  readonly event?: number;
  /** Has not ended yet. */
  readonly isOpen?: boolean;
}

/** Figures of a run. A figure that cannot be determined is absent. */
export interface RunFigures {
  readonly durationMs?: number;
  readonly firstEventMs?: number;
  /** First visible text of an answer. */
  readonly firstTextMs?: number;
  /** Output tokens by the time from the first to the last text. */
  readonly tokensPerSecond?: number;
  /** Longest time between two events, or between the last event and the end. */
  readonly longestSilenceMs?: number;
  readonly events: number;
  /** UTF-8 bytes of the data of all events. */
  readonly bytes: number;
  /** Characters of all answers. */
  readonly characters: number;
}

/** A message of the run. */
export interface InspectedMessage {
  readonly key: string;
  readonly kind: SpanKind;
  /** Name of a tool. */
  readonly name?: string;
  /** Its beginning, with line breaks. */
  readonly text: string;
  readonly fromMs: number;
  /** Index of its first event. */
  readonly event: number;
}

export type RunIdKind = 'run' | 'conversation' | 'chat' | 'execute' | 'section' | 'log';

export interface RunId {
  readonly kind: RunIdKind;
  readonly value: string;
}

/** A request and its response. */
export interface InspectedRequest {
  readonly offsetMs: number;
  readonly method: string;
  readonly url: string;
  /** As sent. */
  readonly body: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The beginning of a reply that is not a stream. */
  readonly replyBody?: string;
  readonly error?: ErrorInfo;
}

/** A recorded run without its events. */
export interface RunInspection {
  /** `streaming` while the run is open. */
  readonly outcome: RunOutcome | 'streaming';
  readonly error?: ErrorInfo;
  readonly name: string;
  readonly workflowId: string;
  readonly workflowVersion?: string;
  readonly baseUrl: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** The run answered a question of the workflow. */
  readonly isReply: boolean;
  /** Version of the extension that recorded the run. */
  readonly recordedBy?: string;
  readonly ids: readonly RunId[];
  readonly usage: TokenUsage;
  /** The service's total, where it is not the sum of input and output. */
  readonly serviceTotal?: number;
  /** The service has named a debug page that may be opened. */
  readonly hasDebugPage: boolean;
  readonly requests: readonly InspectedRequest[];
  readonly timeline: readonly TimelineSpan[];
  /** In their order, at most 200. */
  readonly messages: readonly InspectedMessage[];
  readonly figures: RunFigures;
}
