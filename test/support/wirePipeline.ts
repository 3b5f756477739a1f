import { CozeClient } from '../../src/coze/cozeClient';
import type { ChatDeps } from '../../src/coze/endpoints/chats/chat';
import type { Credentials } from '../../src/coze/transport/authorizedFetch';
import type { ChatRequest } from '../../src/coze/wire/chatRequest';
import type { CozeEvent } from '../../src/coze/wire/cozeEvent';
import { chatflowTarget } from '../../src/runs/chatflowTarget';
import { runOnce, type RunResult } from '../../src/runs/runOnce';
import type { ChatEvent } from '../../src/shared/conversation/chatEvent';
import { emptyConversation, type Conversation, type Run } from '../../src/shared/conversation/conversation';
import { reduceAll } from '../../src/shared/conversation/reduce';
import { textMessage } from '../../src/shared/conversation/userMessage';
import { workflowRef, type Workflow } from '../../src/shared/workflow';

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

/** Credentials that read tokens with `authorize` and record rejected origins in `refused`. */
export function credentialsBy(authorize: Credentials['authorize'], refused: string[] = []): Credentials {
  return { authorize, rejected: (origin) => refused.push(origin) };
}

/**
 * A client with a token for every origin; `lines` collects its log. Its patience is that of the tests, so that a connection ends
 * by an act and not by itself.
 */
export function testClient(options: Partial<ChatDeps> = {}, lines: string[] = []): CozeClient {
  const write = (text: string): void => {
    lines.push(text);
  };
  return new CozeClient({
    fetch: (input, init) => fetch(input, init),
    credentials: credentialsBy(() => Promise.resolve(testToken)),
    timeouts: () => ({ connectMs: 60_000, idleMs: 60_000 }),
    log: { info: write, warn: write, debug: write },
    ...options,
  });
}

/** A completed run, as shown to the user. */
export interface EndedRun extends RunResult {
  readonly events: readonly ChatEvent[];
}

/** Drives a run with these wire events to its end. */
export async function runToEnd(
  wire: AsyncIterable<CozeEvent>,
  baseUrl: string,
  signal?: AbortSignal,
): Promise<EndedRun> {
  const events: ChatEvent[] = [];
  const target = chatflowTarget({ streamChat: () => wire }, workflowAt(baseUrl));
  const result = await runOnce(
    { message: textMessage('Hello'), earlierMessages: [] },
    { target, now: () => 1, onEvent: (event) => events.push(event), ...(signal && { signal }) },
  );
  return { ...result, events };
}

export const testRunId = 'run1';

/** A conversation with one turn whose run is open. */
export function openConversation(): Conversation {
  return reduceAll(emptyConversation, [
    {
      type: 'conversationStarted',
      conversationId: 'c'.repeat(32),
      workflow: workflowRef(workflowAt('http://127.0.0.1')),
      at: 0,
    },
    { type: 'messageSent', turnId: 'turn1', runId: testRunId, ...textMessage('Hello'), at: 0 },
  ]);
}

/** The text of all answers, in order. */
export function answerOf(run: Run): string {
  return run.messages
    .filter((message) => message.role === 'assistant')
    .map((message) => message.text)
    .join('\n');
}
