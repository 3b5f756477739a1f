import { CozeClient, type CozeClientOptions } from '../../src/coze/cozeClient';
import type { ChatRequest } from '../../src/coze/wire/chatRequest';
import { CozeError, explainError } from '../../src/coze/errors/cozeError';
import type { CozeEvent } from '../../src/coze/wire/cozeEvent';
import { isTrustedDebugUrl } from '../../src/shared/urls';
import { toChatEvents } from '../../src/coze/wire/toChatEvents';
import type { ChatEvent } from '../../src/shared/conversation/chatEvent';
import {
  concludeRun,
  emptyConversation,
  type Conversation,
  type Run,
} from '../../src/shared/conversation/conversation';
import type { ErrorInfo } from '../../src/shared/errorInfo';
import { reduce } from '../../src/shared/conversation/reduce';
import type { Workflow } from '../../src/shared/workflow';

export const testToken = 'pat_canary0123456789ABCDEFGHIJKLMNOP';

export function workflowAt(baseUrl: string, fields: Partial<Workflow> = {}): Workflow {
  return {
    key: 'test',
    name: 'Test',
    workflowId: '7400000000000000001',
    appId: '7400000000000000002',
    baseUrl,
    source: 'user',
    ...fields,
  };
}

export function requestTo(baseUrl: string, text = 'Hello', fields: Partial<Workflow> = {}): ChatRequest {
  return { workflow: workflowAt(baseUrl, fields), messages: [{ role: 'user', text }] };
}

/** A client with a token for every origin and patience for tests; `lines` collects its log. */
export function testClient(options: Partial<CozeClientOptions> = {}, lines: string[] = []): CozeClient {
  const write = (text: string): void => {
    lines.push(text);
  };
  return new CozeClient({
    fetch: (input, init) => fetch(input, init),
    token: () => Promise.resolve(testToken),
    timeouts: () => ({ connectMs: 5_000, idleMs: 5_000 }),
    log: { info: write, warn: write, debug: write },
    ...options,
  });
}

/** A run that has ended, as the user would see it. */
export interface EndedRun {
  readonly run: Run;
  readonly conversation: Conversation;
  /** What the client threw, if it did. */
  readonly error: ErrorInfo | undefined;
  readonly events: readonly ChatEvent[];
}

export const testRunId = 'run1';

/** A conversation with one turn whose run is open. */
export function openConversation(): Conversation {
  const started = reduce(emptyConversation, {
    type: 'conversationStarted',
    conversationId: 'c'.repeat(32),
    workflow: { key: 'test', name: 'Test', workflowId: '1', origin: 'http://127.0.0.1' },
    at: 0,
  });
  return reduce(started, {
    type: 'messageSent',
    turnId: 'turn1',
    runId: testRunId,
    text: 'Hello',
    attachments: [],
    at: 0,
  });
}

/** The events of a wire reduced to the run's end, the way a session does it. */
export async function runToEnd(
  wire: AsyncIterable<CozeEvent>,
  baseUrl: string,
  signal?: AbortSignal,
): Promise<EndedRun> {
  let conversation = openConversation();
  const events: ChatEvent[] = [];
  const emit = (event: ChatEvent): void => {
    events.push(event);
    conversation = reduce(conversation, event);
  };
  const isTrusted = (url: string): boolean => isTrustedDebugUrl(url, baseUrl);
  let wasDone = false;
  let skippedEvents = 0;
  let thrown: unknown;
  try {
    for await (const event of wire) {
      if (event.type === 'done') wasDone = true;
      if (event.type === 'skipped' && event.reason === 'badJson') skippedEvents++;
      for (const chatEvent of toChatEvents(event, testRunId, isTrusted)) emit(chatEvent);
    }
  } catch (error) {
    thrown = error;
  }
  emit(endOf(runOf(conversation), { wasDone, skippedEvents, thrown, isStopped: signal?.aborted === true }));
  return {
    run: runOf(conversation),
    conversation,
    error: thrown === undefined ? undefined : explainError(thrown),
    events,
  };
}

function runOf(conversation: Conversation): Run {
  return conversation.turns[0]!.runs[0]!;
}

function endOf(
  run: Run,
  seen: { wasDone: boolean; skippedEvents: number; thrown: unknown; isStopped: boolean },
): ChatEvent {
  const base = { runId: testRunId, at: 1 };
  const { thrown } = seen;
  if (seen.isStopped) return { type: 'runStopped', ...base };
  if (thrown !== undefined) {
    const error = explainError(thrown);
    const isCut = thrown instanceof CozeError && thrown.hasBegun;
    return isCut ? { type: 'runCutOff', ...base, error } : { type: 'runFailed', ...base, error };
  }
  switch (concludeRun(run, seen.wasDone)) {
    case 'failed':
      return { type: 'runFailed', ...base, error: run.error! };
    case 'waiting':
      return { type: 'runWaiting', ...base };
    case 'completed':
      return { type: 'runCompleted', ...base, skippedEvents: seen.skippedEvents };
    case 'stopped':
      return { type: 'runStopped', ...base };
    case 'cutOff':
      return {
        type: 'runCutOff',
        ...base,
        error: { kind: 'network', reason: 'streamEnded', remedies: ['tryAgain'] },
      };
  }
}

/** The text of all answers, in order. */
export function answerOf(run: Run): string {
  return run.messages
    .filter((message) => message.role === 'assistant')
    .map((message) => message.text)
    .join('\n');
}
