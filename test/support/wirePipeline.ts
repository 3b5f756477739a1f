import { CozeClient, type CozeClientOptions } from '../../src/coze/cozeClient';
import type { ChatRequest } from '../../src/coze/wire/chatRequest';
import type { CozeEvent } from '../../src/coze/wire/cozeEvent';
import { streamOnce } from '../../src/runs/runDriver';
import { endingOf } from '../../src/runs/runEnding';
import type { ChatEvent } from '../../src/shared/conversation/chatEvent';
import { emptyConversation, type Conversation, type Run } from '../../src/shared/conversation/conversation';
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
  /** Why the stream could not be read to its end. */
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

/** Plays the events of a wire to the end of the run, with the code that sessions use. */
export async function runToEnd(
  wire: AsyncIterable<CozeEvent>,
  baseUrl: string,
  signal = new AbortController().signal,
): Promise<EndedRun> {
  let conversation = openConversation();
  const events: ChatEvent[] = [];
  const emit = (event: ChatEvent): void => {
    events.push(event);
    conversation = reduce(conversation, event);
  };
  const order = { runId: testRunId, request: requestTo(baseUrl), isAnswer: false };
  const client = { streamChat: () => wire };
  const end = await streamOnce(order, signal, { client, now: () => 1, emit });
  emit(endingOf(runOf(conversation), end, 1));
  return { run: runOf(conversation), conversation, error: end.error, events };
}

function runOf(conversation: Conversation): Run {
  return conversation.turns[0]!.runs[0]!;
}

/** The text of all answers, in order. */
export function answerOf(run: Run): string {
  return run.messages
    .filter((message) => message.role === 'assistant')
    .map((message) => message.text)
    .join('\n');
}
