/** The service's words, in the order and shape of the cloud. */
export const cozeConversation = '7431000000000000002';
export const debugUrl = 'https://www.coze.cn/work_flow?execute_id=9&space_id=1';

export function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
}

export function created(chatId = 'chat1', conversationId = cozeConversation): string {
  return event('conversation.chat.created', {
    id: chatId,
    conversation_id: conversationId,
    status: 'created',
    last_error: { code: 0, msg: '' },
  });
}

export function delta(text: string, id = 'm1'): string {
  return event('conversation.message.delta', answer(text, id));
}

export function completed(text: string, id = 'm1'): string {
  return event('conversation.message.completed', answer(text, id));
}

export function chatCompleted(input = 0, output = 0): string {
  return event('conversation.chat.completed', {
    id: 'chat1',
    conversation_id: cozeConversation,
    status: 'completed',
    last_error: { code: 0, msg: '' },
    usage: { input_count: input, output_count: output, token_count: input + output },
  });
}

export function chatFailed(code: number, msg: string): string {
  return event('conversation.chat.failed', {
    id: 'chat1',
    conversation_id: cozeConversation,
    status: 'failed',
    last_error: { code, msg },
  });
}

export function requiresAction(): string {
  return event('conversation.chat.requires_action', {
    id: 'chat1',
    conversation_id: cozeConversation,
    status: 'requires_action',
    required_action: {
      type: 'submit_tool_outputs',
      submit_tool_outputs: { tool_calls: [{ id: '', type: 'reply_message' }] },
    },
  });
}

export function done(): string {
  return event('done', { debug_url: debugUrl });
}

/** A whole run that answers. */
export function answering(text: string, input = 3, output = 4): string {
  return (
    created() +
    delta(text.slice(0, 2)) +
    delta(text.slice(2)) +
    completed(text) +
    chatCompleted(input, output) +
    done()
  );
}

/** A whole run that asks. */
export function asking(question: string): string {
  return created() + completed(question) + requiresAction() + done();
}

function answer(content: string, id: string) {
  return {
    id,
    conversation_id: cozeConversation,
    role: 'assistant',
    type: 'answer',
    content,
    content_type: 'text',
    chat_id: 'chat1',
  };
}
