import { debugUrlOf, toJson, type Dialect, type MessageContent, type StreamEvent } from './dialect';
import type { Chat } from './chat';

/** Message types that the open-source server never sends in the stream of a chatflow. */
const neverSent: ReadonlySet<string> = new Set([
  'function_call',
  'tool_response',
  'tool_output',
  'knowledge',
]);

/** The stream as the open-source server sends it: numbered events, few fields, no verbose messages. */
export const selfHostedDialect: Dialect = {
  logIdHeader: 'X-Log-ID',
  contentType: 'text/event-stream; charset=utf-8',
  alwaysCards: true,
  sendsReasoning: false,
  frame: ({ event, data }, ordinal) => `id: ${ordinal}\nevent: ${event}\ndata: ${toJson(data)}\n\n`,
  started: (chat) => [
    { event: 'conversation.chat.created', data: chatObject(chat, 'created') },
    { event: 'conversation.chat.in_progress', data: chatObject(chat, 'in_progress') },
  ],
  delta: (chat, message) => ({
    event: 'conversation.message.delta',
    data: messageObject(chat, message),
  }),
  completed: (chat, message) =>
    neverSent.has(message.type)
      ? undefined
      : { event: 'conversation.message.completed', data: messageObject(chat, message) },
  waiting: (chat) => [
    { event: 'conversation.chat.requires_action', data: chatObject(chat, 'requires_action') },
    { event: 'done', data: { debug_url: debugUrlOf(chat) } },
  ],
  finished: (chat, _verboseId, tokens) => [
    {
      event: 'conversation.chat.completed',
      data: {
        ...chatObject(chat, 'completed'),
        bot_id: botOf(chat),
        usage: {
          // The server adds output to output in the total, so that clients must add up the counts.
          token_count: tokens.output * 2,
          output_count: tokens.output,
          input_count: tokens.input,
        },
      },
    },
    { event: 'done', data: { debug_url: debugUrlOf(chat) } },
  ],
  failed: (chat, code, message): readonly StreamEvent[] => [
    { event: 'error', data: { code: String(code), msg: message, debug_url: debugUrlOf(chat) } },
  ],
};

function chatObject(chat: Chat, status: string): Record<string, unknown> {
  return {
    id: chat.id,
    conversation_id: chat.conversationId,
    status,
    execute_id: chat.executeId,
    section_id: chat.conversationId,
  };
}

function messageObject(chat: Chat, message: MessageContent): Record<string, unknown> {
  return {
    id: message.id,
    chat_id: chat.id,
    conversation_id: chat.conversationId,
    bot_id: botOf(chat),
    role: 'assistant',
    type: message.type,
    content: message.content,
    content_type: message.contentType,
    section_id: chat.conversationId,
  };
}

function botOf(chat: Chat): string {
  return chat.botId ?? '0';
}
