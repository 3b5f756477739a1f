import type { Chat } from './chat';

/** One event before it is framed. */
export interface StreamEvent {
  readonly event: string;
  readonly data: unknown;
}

/** A message of the stream, independent of the dialect. */
export interface MessageContent {
  readonly id: string;
  readonly type: string;
  readonly content: string;
  readonly contentType: string;
  readonly reasoning?: string;
}

/** Tokens that a run has used. */
export interface Tokens {
  readonly input: number;
  readonly output: number;
}

/** The wire format of a kind of server. Times are in seconds since the epoch. */
export interface Dialect {
  /** Name of the header with the log ID. */
  readonly logIdHeader: string;
  readonly contentType: string;
  /** True where questions with options or fields always come as cards. */
  readonly alwaysCards: boolean;
  /** True where a model's reasoning is sent. */
  readonly sendsReasoning: boolean;
  /** The bytes of an event; `ordinal` counts from 1. */
  frame(event: StreamEvent, ordinal: number): string;
  started(chat: Chat): readonly StreamEvent[];
  /** A piece of a message. `at` is set on the last one only. */
  delta(chat: Chat, message: MessageContent, at: number | undefined): StreamEvent;
  /** A complete message; `undefined` if this kind of server never sends it. */
  completed(chat: Chat, message: MessageContent, at: number): StreamEvent | undefined;
  /** The events of a run that waits for an answer. `verboseIds` are the ids of two verbose messages. */
  waiting(chat: Chat, verboseIds: readonly [string, string], at: number): readonly StreamEvent[];
  finished(chat: Chat, verboseId: string, tokens: Tokens, at: number): readonly StreamEvent[];
  failed(chat: Chat, code: number, message: string, at: number): readonly StreamEvent[];
}

/** The address of the debug page of a run. */
export function debugUrlOf(chat: Chat): string {
  const query = `execute_id=${chat.executeId}&space_id=7400000000000000001&workflow_id=${chat.workflowId}`;
  return `${chat.site}/work_flow?${query}`;
}

/** JSON as Go's encoder writes it: `&`, `<` and `>` are escaped, so a debug link holds `\u0026`. */
export function toJson(data: unknown): string {
  return JSON.stringify(data).replaceAll(
    /[&<>]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}

/** The kind of server that is simulated. */
export type ServerKind = 'cloud' | 'selfHosted';
