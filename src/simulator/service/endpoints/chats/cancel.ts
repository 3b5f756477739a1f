import { isNumericId } from '../../ids';
import { refusalOf } from '../../refusal';
import { bodyOf, type Call, type Endpoint } from '../endpoint';

/** Changes the state of a chat and forgets its message. An open stream continues, as at the real service. */
export const cancel: Endpoint = {
  methods: ['POST'],
  path: '/v3/chat/cancel',
  permission: 'cancelChat',
  servers: ['cloud', 'selfHosted'],
  handle: cancelChat,
};

async function cancelChat({ service, request, logId }: Call): Promise<Response> {
  const { conversation_id: conversationId, chat_id: chatId } = await bodyOf(request);
  if (!isNumericId(conversationId) || !isNumericId(chatId)) throw refusalOf(4000);
  const conversation = service.memory.find(conversationId);
  if (!conversation) throw refusalOf(4002);
  const chat = conversation.chats.get(chatId);
  if (!chat) throw refusalOf(4001);
  if (chat.status !== 'in_progress' && chat.status !== 'canceled') throw refusalOf(4104);
  chat.status = 'canceled';
  if (conversation.running === chat) delete conversation.running;
  // Only the newest message is forgotten: later ones stay.
  if (conversation.said.length === chat.saidBefore + 1) conversation.said.pop();
  const data = {
    id: chat.id,
    conversation_id: chat.conversationId,
    created_at: chat.createdAt,
    last_error: null,
    status: 'canceled',
  };
  return service.success(data, logId);
}
