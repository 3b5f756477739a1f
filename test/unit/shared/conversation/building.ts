import type { ChatEvent } from '../../../../src/shared/conversation/chatEvent';
import {
  emptyConversation,
  type Conversation,
  type Run,
  type ServiceMessage,
} from '../../../../src/shared/conversation/conversation';
import type { ErrorInfo } from '../../../../src/shared/errorInfo';
import { reduce } from '../../../../src/shared/conversation/reduce';

/** A conversation with one turn, `t1`, whose run `r1` is open. */
export const started: readonly ChatEvent[] = [
  {
    type: 'conversationStarted',
    conversationId: 'c'.repeat(32),
    workflow: { key: 'k', name: 'Demo', workflowId: '75', origin: 'https://api.coze.cn' },
    at: 1,
  },
  { type: 'messageSent', turnId: 't1', runId: 'r1', text: 'Hello', attachments: [], at: 2 },
];

export const someError: ErrorInfo = { kind: 'server', reason: 'serverError', code: '5000', remedies: [] };

export function after(...events: readonly ChatEvent[]): Conversation {
  return events.reduce(reduce, started.reduce(reduce, emptyConversation));
}

/** The run `r1` after these events. */
export function runAfter(...events: readonly ChatEvent[]): Run {
  return runOf(after(...events), 'r1');
}

export function runOf(conversation: Conversation, runId: string): Run {
  const run = conversation.turns.flatMap((turn) => turn.runs).find((candidate) => candidate.id === runId);
  if (!run) throw new Error(`No run ${runId}`);
  return run;
}

export function piece(messageId: string, text: string, runId = 'r1'): ChatEvent {
  return { type: 'textAppended', runId, messageId, role: 'assistant', text };
}

export function whole(messageId: string, text: string, runId = 'r1'): ChatEvent {
  return { type: 'messageCompleted', runId, messageId, role: 'assistant', text, body: { type: 'text' } };
}

export function texts(messages: readonly ServiceMessage[]): string[] {
  return messages.map((message) => message.text);
}
