import type { Chat } from '../service/memory';

/** One event before it is framed. */
export interface StreamEvent {
  readonly event: string;
  readonly data: unknown;
}

/** What a message of the stream holds, whatever the dialect makes of it. */
export interface MessageContent {
  readonly id: string;
  readonly type: string;
  readonly content: string;
  readonly contentType: string;
  readonly reasoning?: string;
}

/** What a run has used. */
export interface Tokens {
  readonly input: number;
  readonly output: number;
}

/** How a kind of Coze puts a run on the wire: the cloud's way or the self-hosted server's. Times are in seconds. */
export interface Dialect {
  /** Name of the header that carries the log id. */
  readonly logIdHeader: string;
  readonly contentType: string;
  /** True where questions with options or fields always come as cards. */
  readonly alwaysCards: boolean;
  /** True where a model's reasoning is sent. */
  readonly sendsReasoning: boolean;
  /** The bytes of an event; `ordinal` counts from 1. */
  frame(event: StreamEvent, ordinal: number): string;
  started(chat: Chat): readonly StreamEvent[];
  /** `at` is set on the last piece of a message only. */
  delta(chat: Chat, message: MessageContent, at: number | undefined): StreamEvent;
  /** A message in its whole; `undefined` where this kind of server never sends it. */
  completed(chat: Chat, message: MessageContent, at: number): StreamEvent | undefined;
  /** The run waits. `question` is what was asked, `verboseIds` are ids for two more messages. */
  waiting(chat: Chat, verboseIds: readonly [string, string], at: number): readonly StreamEvent[];
  finished(chat: Chat, verboseId: string, tokens: Tokens, at: number): readonly StreamEvent[];
  failed(chat: Chat, code: number, message: string, at: number): readonly StreamEvent[];
}

/** Where the run can be looked at, node by node. */
export function debugUrlOf(chat: Chat): string {
  const query = `execute_id=${chat.executeId}&space_id=7400000000000000001&workflow_id=${chat.workflowId}`;
  return `https://www.coze.cn/work_flow?${query}`;
}

/** JSON as Go's encoder writes it: `&`, `<` and `>` are escaped, so a debug link holds `\u0026`. */
export function toJson(data: unknown): string {
  return JSON.stringify(data).replaceAll(
    /[&<>]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}
