import type { ChatRequest } from '../coze/wire/chatRequest';
import type { Conversation } from '../shared/conversation/conversation';
import type { MediaItem } from '../shared/conversation/content';
import type { Workflow } from '../shared/workflow';
import { historyOf, maxRequestMessages } from './earlierMessages';

/** What the user's side of a run says. */
export interface Saying {
  readonly turnId: string;
  readonly text: string;
  readonly attachments: readonly MediaItem[];
  /** The answer to a question of the workflow, within a turn that has begun. */
  readonly isReply: boolean;
}

/**
 * The request of a run. Earlier turns live at the service, so a conversation that the service knows is asked with the new
 * message only; one that it does not know (a fork, or after "new conversation") gets them as history.
 */
export function requestFor(conversation: Conversation, workflow: Workflow, saying: Saying): ChatRequest {
  const message = {
    role: 'user' as const,
    text: saying.text,
    ...(saying.attachments.length > 0 && { attachments: saying.attachments }),
  };
  if (conversation.cozeConversationId !== undefined) {
    return { workflow, conversationId: conversation.cozeConversationId, messages: [message] };
  }
  const index = conversation.turns.findIndex((turn) => turn.id === saying.turnId);
  const known = conversation.turns.slice(0, saying.isReply ? index + 1 : index);
  return { workflow, messages: [...historyOf(known, maxRequestMessages - 1), message] };
}
