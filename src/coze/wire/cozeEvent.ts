import type { InterruptSignal } from '../../shared/conversation/chatEvent';
import type { MessageBody } from '../../shared/conversation/content';
import type { ErrorInfo } from '../../shared/errorInfo';
import type { TokenUsage } from '../../shared/usage';
import type { ChatPhase } from './chatPhases';

/** A chat object of the wire, decoded (docs/coze-protocol.md, 2.5). Absent or unusable fields are left out. */
export interface CozeChat {
  readonly id?: string;
  readonly conversationId?: string;
  readonly status?: string;
  readonly usage?: TokenUsage;
  readonly executeId?: string;
  readonly error?: ErrorInfo;
}

/** A message object of the wire, decoded (docs/coze-protocol.md, 2.6). */
export interface CozeMessage {
  /** The ID as received; empty if there is none. */
  readonly id: string;
  readonly chatId?: string;
  readonly conversationId?: string;
  /**
   * Coze's message type: answer, verbose, follow_up, function_call, tool_response, tool_output, knowledge, question …
   */
  readonly type: string;
  readonly content: string;
  readonly contentType: string;
  readonly reasoning?: string;
  readonly body: MessageBody;
  /** Set on `verbose` messages that report an interrupt. */
  readonly interrupt?: InterruptSignal;
}

/**
 * A decoded event of the stream. Coze's field names end in `wire.ts` and its siblings; all values are validated. `debugUrl` and
 * `executeId` may be present on any of them.
 */
export type CozeEvent =
  | {
      readonly type: 'chat';
      readonly phase: ChatPhase;
      readonly chat: CozeChat;
      readonly debugUrl?: string;
    }
  | { readonly type: 'delta'; readonly message: CozeMessage; readonly debugUrl?: string }
  | { readonly type: 'message'; readonly message: CozeMessage; readonly debugUrl?: string }
  | {
      readonly type: 'failed';
      readonly error: ErrorInfo;
      readonly chat?: CozeChat;
      readonly debugUrl?: string;
    }
  /** A debug link in a block without an event line. */
  | { readonly type: 'debug'; readonly debugUrl: string }
  | { readonly type: 'done'; readonly debugUrl?: string }
  /** An event without meaning for a chat (PING, audio), an unknown or an unreadable event. Counted, never fatal. */
  | { readonly type: 'skipped'; readonly event: string; readonly reason: 'unknown' | 'ignored' | 'badJson' }
  /** Not from the service: no data since `since` (ms since the epoch), and data again. */
  | { readonly type: 'silence'; readonly since: number }
  | { readonly type: 'silenceEnded' };
