import type { ChatEvent } from '../shared/conversation/chatEvent';
import type { Conversation } from '../shared/conversation/conversation';
import type { Event } from '../shared/emitter';

/** A conversation as its journal tells it. */
export interface StoredConversation {
  readonly conversation: Conversation;
  /** Number of events that made it. */
  readonly seq: number;
  /** Somebody who is alive carries an open run. An open run that nobody carries will never end by itself. */
  readonly isLive: boolean;
}

/** What the sessions need of the conversations on disk; `ConversationStore` is one. */
export interface SessionStore {
  /**
   * Adds events to a conversation's journal, in this order. Resolves when they are on disk. Does not reject for trouble
   * with the disk: the store then keeps them in memory and says so by itself.
   */
  append(conversationId: string, events: readonly ChatEvent[]): Promise<void>;
  /** Reads a conversation, what other windows added included, and follows it; `undefined` where there is none. */
  load(conversationId: string): Promise<StoredConversation | undefined>;
  /** No longer follows a conversation. */
  release(conversationId: string): void;
  /** Another window added to a conversation that is followed. */
  readonly onDidAppendElsewhere: Event<{ readonly conversationId: string }>;
  /** A conversation is gone, by this window or by another one. */
  readonly onDidRemove: Event<{ readonly conversationId: string }>;
  /** The window that carried these runs has died. */
  readonly onDidOrphanRuns: Event<{ readonly conversationId: string; readonly runIds: readonly string[] }>;
}
