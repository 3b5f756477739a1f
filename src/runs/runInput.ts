import type { Conversation } from '../shared/conversation/conversation';
import type { UserMessage } from '../shared/conversation/userMessage';
import { earlierMessages, maxRequestMessages } from './earlierMessages';
import type { TargetInput } from './target';

/** What the user sends with a run of a conversation. */
export interface RunInput {
  readonly turnId: string;
  readonly message: UserMessage;
  /** The message answers a question of the workflow, within the turn of that question. */
  readonly isReply: boolean;
}

/**
 * The input of a run for its target. The service keeps earlier turns, so a conversation that it knows gets the new message
 * only; one that it does not know (a fork, or after "new conversation") gets the earlier messages as well.
 */
export function targetInput(conversation: Conversation, { turnId, message, isReply }: RunInput): TargetInput {
  const conversationId = conversation.cozeConversationId;
  if (conversationId !== undefined) return { message, conversationId, earlierMessages: [] };
  const index = conversation.turns.findIndex((turn) => turn.id === turnId);
  const earlierTurns = conversation.turns.slice(0, isReply ? index + 1 : index);
  return { message, earlierMessages: earlierMessages(earlierTurns, maxRequestMessages - 1) };
}
