import { encodeChatRequest } from '../coze/wire/wireRequest';
import { isCozeError } from '../coze/errors/cozeError';
import { ChatUploads, type ChatUploadsDeps } from '../host/attachments/chatUploads';
import { displayLanguage } from '../host/environment';
import type { Services } from '../host/services';
import { targetInput } from '../runs/runInput';
import { emptyConversation } from '../shared/conversation/conversation';

export { activeFile } from '../host/attachments/chosenFiles';

/** The files of the chats. */
export function openUploads(
  services: Services,
  main: Pick<ChatUploadsDeps, 'chats' | 'prompts' | 'mayUse' | 'complete'>,
): ChatUploads {
  return new ChatUploads({
    ...services,
    ...main,
    bodyOf: (message, workflow, { session }) => {
      // The next message of a replay starts a conversation.
      const conversation =
        session && !session.conversation.replayOf ? session.conversation : emptyConversation;
      const input = targetInput(conversation, { turnId: '', message, isReply: false });
      const { text, attachments, parameters } = message;
      return encodeChatRequest({
        workflow,
        ...(input.conversationId !== undefined && { conversationId: input.conversationId }),
        messages: [...input.earlierMessages, { role: 'user', text, attachments }],
        ...(parameters && { parameters }),
      });
    },
    explain: async (error) => {
      if (!isCozeError(error)) {
        services.log.error('upload', error);
        return undefined;
      }
      const { errorInWords } = await import('../onDemand/content');
      return errorInWords(error.info, displayLanguage());
    },
  });
}
