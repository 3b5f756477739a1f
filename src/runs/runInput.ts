import type { Conversation, Turn } from '../shared/conversation/conversation';
import type { UserMessage } from '../shared/conversation/userMessage';
import type { ErrorReason } from '../shared/errorInfo';
import { earlierMessages, maxRequestMessages } from './earlierMessages';
import type { TargetInput } from './target';

/** What the user sends with a run of a conversation. */
export interface RunInput {
  readonly turnId: string;
  readonly message: UserMessage;
  /** The message answers a question of the workflow, within the turn of that question. */
  readonly isReply: boolean;
}

/** With these the service has refused what it was sent together: the same history would be refused again. */
const aboutLength: ReadonlySet<ErrorReason> = new Set<ErrorReason>(['promptTooLong', 'messagesInvalid']);

/**
 * The input of a run for its target. The service keeps earlier turns, so a conversation that it knows gets the new message
 * only; one that it does not know (a fork, or after "new conversation") gets the earlier messages as well, unless the service
 * has just refused them as too long.
 */
export function targetInput(conversation: Conversation, { turnId, message, isReply }: RunInput): TargetInput {
  const { cozeConversationId: conversationId, forkedFrom, turns } = conversation;
  if (conversationId !== undefined) return { message, conversationId, earlierMessages: [] };
  const found = turns.findIndex((turn) => turn.id === turnId);
  // A message that is only previewed has no turn yet.
  const index = found < 0 ? turns.length : found;
  // Turns that a fork has taken over were refused in another conversation.
  const own = turns.slice(Math.max(index - 1, forkedFrom?.turns ?? 0), index + 1);
  if (own.some(wasTooLong)) return { message, earlierMessages: [] };
  const earlierTurns = turns.slice(0, isReply ? index + 1 : index);
  return { message, earlierMessages: earlierMessages(earlierTurns, maxRequestMessages - 1) };
}

function wasTooLong({ runs }: Turn): boolean {
  const reason = runs.findLast(({ outcome }) => outcome !== undefined)?.error?.reason;
  return reason !== undefined && aboutLength.has(reason);
}
