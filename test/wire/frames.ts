/** Parts of a stream in the format of Coze's cloud. All hand-written. */

export const chatId = '7401000000000000001';
export const conversationId = '7402000000000000002';
export const debugUrl =
  'https://www.coze.cn/work_flow?execute_id=7403000000000000003&space_id=7404&workflow_id=7405';

export interface Frame {
  readonly event?: string;
  readonly data: unknown;
}

/** One event with its blank line. A string is written verbatim, other values as JSON. */
export function frame(event: string | undefined, data: unknown): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${text}\n\n`;
}

export function chatObject(status: string, fields: object = {}): object {
  return {
    id: chatId,
    conversation_id: conversationId,
    created_at: 1735115982,
    last_error: { code: 0, msg: '' },
    status,
    usage: { token_count: 0, output_count: 0, input_count: 0 },
    section_id: conversationId,
    ...fields,
  };
}

export function messageObject(content: string, fields: object = {}): object {
  return {
    id: '7406000000000000006',
    conversation_id: conversationId,
    role: 'assistant',
    type: 'answer',
    content,
    content_type: 'text',
    chat_id: chatId,
    section_id: conversationId,
    ...fields,
  };
}

export const created = (fields: object = {}): string =>
  frame('conversation.chat.created', chatObject('created', fields));
export const inProgress = (fields: object = {}): string =>
  frame('conversation.chat.in_progress', chatObject('in_progress', fields));
export const delta = (content: string, fields: object = {}): string =>
  frame('conversation.message.delta', messageObject(content, fields));
export const message = (content: string, fields: object = {}): string =>
  frame('conversation.message.completed', messageObject(content, fields));
export const usage = { token_count: 32, output_count: 11, input_count: 21 };
export const chatCompleted = (fields: object = {}): string =>
  frame(
    'conversation.chat.completed',
    chatObject('completed', { completed_at: 1735115983, usage, ...fields }),
  );
export const done = (data: unknown = { debug_url: debugUrl }): string => frame('done', data);

export const verbose = (kind: string, data: string, fields: object = {}): string =>
  message(JSON.stringify({ msg_type: kind, data, from_module: null, from_unit: null }), {
    id: '7407000000000000007',
    type: 'verbose',
    ...fields,
  });
export const answerFinished = (finishReason: 0 | 1): string =>
  verbose('generate_answer_finish', JSON.stringify({ finish_reason: finishReason, FinData: '' }));

export const requiresAction = (fields: object = {}): string =>
  frame(
    'conversation.chat.requires_action',
    chatObject('requires_action', {
      completed_at: 1735115983,
      required_action: {
        type: 'submit_tool_outputs',
        submit_tool_outputs: {
          tool_calls: [{ id: '', type: 'reply_message', function: null, require_info: null }],
        },
      },
      ...fields,
    }),
  );

/** A complete run that answers `text` in the given deltas. */
export function answered(...pieces: readonly string[]): string {
  return (
    created() +
    inProgress() +
    pieces.map((piece) => delta(piece)).join('') +
    message(pieces.join('')) +
    answerFinished(0) +
    chatCompleted() +
    done()
  );
}
