import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import type { MessageBody } from '../../../src/shared/conversation/content';
import type { ErrorInfo } from '../../../src/shared/errorInfo';

/** Builds conversations as lists of events, with readable ids. */
export const story = {
  started: (id = 'c1'): ChatEvent => ({
    type: 'conversationStarted',
    conversationId: id,
    workflow: { key: 'demo', name: 'Demo', workflowId: '1', origin: 'https://api.coze.cn' },
    at: 1,
  }),
  sent: (turnId: string, text: string, runId = `${turnId}r1`): ChatEvent => ({
    type: 'messageSent',
    turnId,
    runId,
    text,
    attachments: [],
    at: Date.now(),
  }),
  answered: (turnId: string, runId: string, text: string): ChatEvent => ({
    type: 'interruptAnswered',
    turnId,
    runId,
    text,
    at: Date.now(),
  }),
  chat: (runId: string): ChatEvent => ({
    type: 'chatStarted',
    runId,
    chatId: 'chat1',
    cozeConversationId: 'k1',
  }),
  delta: (runId: string, text: string, messageId = 'm1'): ChatEvent => ({
    type: 'textAppended',
    runId,
    messageId,
    role: 'assistant',
    text,
  }),
  message: (
    runId: string,
    text: string,
    options: { id?: string; role?: 'assistant' | 'tool'; body?: MessageBody; reasoning?: string } = {},
  ): ChatEvent => ({
    type: 'messageCompleted',
    runId,
    messageId: options.id ?? 'm1',
    role: options.role ?? 'assistant',
    text,
    body: options.body ?? { type: 'text' },
    ...(options.reasoning !== undefined && { reasoning: options.reasoning }),
  }),
  completed: (runId: string): ChatEvent => ({ type: 'runCompleted', runId, at: Date.now() }),
  waiting: (runId: string): ChatEvent[] => [
    { type: 'interruptSignalled', runId, signal: 'requiresAction' },
    { type: 'runWaiting', runId, at: Date.now() },
  ],
  stopped: (runId: string): ChatEvent => ({ type: 'runStopped', runId, at: Date.now() }),
  failed: (runId: string, error: ErrorInfo): ChatEvent => ({
    type: 'runFailed',
    runId,
    at: Date.now(),
    error,
  }),
  cutOff: (runId: string, error: ErrorInfo): ChatEvent => ({
    type: 'runCutOff',
    runId,
    at: Date.now(),
    error,
  }),
} as const;

/** A complete turn: sent, answered, completed. */
export function turn(id: string, question: string, answer: string): ChatEvent[] {
  const run = `${id}r1`;
  return [story.sent(id, question), story.chat(run), story.message(run, answer), story.completed(run)];
}

export const authError: ErrorInfo = {
  kind: 'auth',
  reason: 'tokenInvalid',
  code: '4100',
  status: 401,
  logId: '20261123LOG',
  serviceMessage: 'authentication is invalid',
  remedies: ['setToken', 'tryAgain'],
};

export const lostError: ErrorInfo = { kind: 'network', reason: 'connectionReset', remedies: ['tryAgain'] };
