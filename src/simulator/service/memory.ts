import type { Language } from '../words/language';
import type { Script } from '../plays/script';
import type { Chat } from '../dialects/chat';

/** The state of a conversation. */
export interface ServiceConversation {
  readonly id: string;
  readonly chats: Map<string, Chat>;
  readonly messageIds: Set<string>;
  /** Messages of the user, oldest first, without replies to questions. */
  said: string[];
  name?: string;
  /** The conversation is from before a restart, so that its messages are unknown. */
  isForgotten?: true;
  language?: Language;
  /** The current chat. At most one runs at a time. */
  running?: Chat;
  /** The script that waits for an answer. */
  waiting?: Script;
}

const mostConversations = 1_000;

/** The conversations of the service, at most `mostConversations`. */
export class ServiceMemory {
  private readonly conversations = new Map<string, ServiceConversation>();

  find(id: string): ServiceConversation | undefined {
    return this.conversations.get(id);
  }

  /** The chat with an execution ID. */
  chatOf(executeId: string): Chat | undefined {
    for (const { chats } of this.conversations.values()) {
      for (const chat of chats.values()) if (chat.executeId === executeId) return chat;
    }
    return undefined;
  }

  create(id: string): ServiceConversation {
    const conversation: ServiceConversation = { id, chats: new Map(), messageIds: new Set(), said: [] };
    this.conversations.set(id, conversation);
    if (this.conversations.size > mostConversations) {
      const [oldest] = this.conversations.keys();
      if (oldest !== undefined) this.conversations.delete(oldest);
    }
    return conversation;
  }
}
