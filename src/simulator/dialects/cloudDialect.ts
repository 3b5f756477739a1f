import {
  debugUrlOf,
  toJson,
  type Dialect,
  type MessageContent,
  type StreamEvent,
  type Tokens,
} from './dialect';
import type { Chat } from './chat';

const zero: Tokens = { input: 0, output: 0 };

/** The stream as the cloud (api.coze.cn, api.coze.com) sends it. */
export const cloudDialect: Dialect = {
  logIdHeader: 'x-tt-logid',
  contentType: 'text/event-stream',
  alwaysCards: false,
  sendsReasoning: true,
  frame: ({ event, data }) => `event: ${event}\ndata: ${toJson(data)}\n\n`,
  started: (chat) => [
    { event: 'conversation.chat.created', data: chatObject(chat, 'created', zero) },
    { event: 'conversation.chat.in_progress', data: chatObject(chat, 'in_progress', zero) },
  ],
  delta: (chat, message, at) => ({
    event: 'conversation.message.delta',
    data: messageObject(chat, message, at === undefined ? {} : { created_at: at }),
  }),
  completed,
  waiting: (chat, [interruptId, finishId], at) => [
    verbose(chat, interruptId, 'interrupt', '', at),
    finishedAnswering(chat, finishId, 1, at),
    {
      event: 'conversation.chat.requires_action',
      data: {
        ...chatObject(chat, 'requires_action', zero),
        completed_at: at,
        required_action: {
          type: 'submit_tool_outputs',
          submit_tool_outputs: {
            tool_calls: [{ id: '', type: 'reply_message', function: null, require_info: null }],
          },
        },
      },
    },
    done(chat),
  ],
  finished: (chat, verboseId, tokens, at) => [
    finishedAnswering(chat, verboseId, 0, at),
    {
      event: 'conversation.chat.completed',
      data: { ...chatObject(chat, 'completed', tokens), completed_at: at },
    },
    done(chat),
  ],
  failed: (chat, code, message, at) => [
    {
      event: 'conversation.chat.failed',
      data: { ...chatObject(chat, 'failed', zero), failed_at: at, last_error: { code, msg: message } },
    },
    done(chat),
  ],
};

function completed(chat: Chat, message: MessageContent, at: number): StreamEvent {
  return {
    event: 'conversation.message.completed',
    data: messageObject(chat, message, { created_at: at }),
  };
}

function chatObject(chat: Chat, status: string, tokens: Tokens): Record<string, unknown> {
  return {
    id: chat.id,
    conversation_id: chat.conversationId,
    ...(chat.botId !== undefined && { bot_id: chat.botId }),
    created_at: chat.createdAt,
    last_error: { code: 0, msg: '' },
    status,
    usage: {
      token_count: tokens.input + tokens.output,
      output_count: tokens.output,
      input_count: tokens.input,
    },
    section_id: chat.conversationId,
  };
}

function messageObject(
  chat: Chat,
  message: MessageContent,
  times: Record<string, number>,
): Record<string, unknown> {
  return {
    id: message.id,
    conversation_id: chat.conversationId,
    ...(chat.botId !== undefined && { bot_id: chat.botId }),
    role: 'assistant',
    type: message.type,
    content: message.content,
    content_type: message.contentType,
    ...(message.reasoning !== undefined && { reasoning_content: message.reasoning }),
    chat_id: chat.id,
    section_id: chat.conversationId,
    ...times,
  };
}

/** The end of the answers. 0: all are complete, 1: interrupted. */
function finishedAnswering(chat: Chat, id: string, reason: 0 | 1, at: number): StreamEvent {
  const data = JSON.stringify({ finish_reason: reason, FinData: '' });
  return verbose(chat, id, 'generate_answer_finish', data, at);
}

function verbose(chat: Chat, id: string, messageType: string, data: string, at: number): StreamEvent {
  const content = JSON.stringify({ msg_type: messageType, data, from_module: null, from_unit: null });
  const message: MessageContent = { id, type: 'verbose', content, contentType: 'text' };
  return {
    event: 'conversation.message.completed',
    data: messageObject(chat, message, { created_at: at, updated_at: at }),
  };
}

function done(chat: Chat): StreamEvent {
  return { event: 'done', data: { debug_url: debugUrlOf(chat) } };
}
