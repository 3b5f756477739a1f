import { credentialsBy } from './wirePipeline';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { chatflowTarget } from '../../src/runs/chatflowTarget';
import type { TraceSink } from '../../src/coze/wire/traceEntry';
import type { Target } from '../../src/runs/target';
import { driveRun } from '../../src/runs/runDriver';
import { endingOf } from '../../src/runs/runEnding';
import { CozeClient } from '../../src/coze/cozeClient';
import type { ChatEvent } from '../../src/shared/conversation/chatEvent';
import {
  emptyConversation,
  lastTurn,
  turnState,
  type Conversation,
} from '../../src/shared/conversation/conversation';
import { reduce } from '../../src/shared/conversation/reduce';
import { textMessage } from '../../src/shared/conversation/userMessage';
import type { Workflow } from '../../src/shared/workflow';

/** Folder of the streams and their golden conversations. */
export const fixtures = join(__dirname, '../fixtures/wire');

/** A response body. A fixture has one body for each run of its conversation. */
interface Body {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Splits a body into the chunks in which it is received. */
export type Cut = (bytes: Uint8Array) => Iterable<Uint8Array>;

/** Returns the whole body as one chunk. */
export const inOnePiece: Cut = (bytes) => [bytes];

/** Yields every byte as a chunk, which splits every multi-byte character and every CRLF. */
export function* byteByByte(bytes: Uint8Array): Generator<Uint8Array> {
  for (let index = 0; index < bytes.length; index++) yield bytes.subarray(index, index + 1);
}

/**
 * Names of all fixtures, with their folder: `NAME.sse`, or `NAME.json` for a response without a stream. `NAME.2.sse` is a
 * second run.
 */
export function fixtureNames(): readonly string[] {
  return readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .map((file) => /^([\w/]+)\.(?:sse|json)$/.exec(file.replaceAll('\\', '/'))?.[1])
    .filter((name) => name !== undefined)
    .sort();
}

/** Path of the expected conversation of a fixture. */
export function goldenPath(name: string): string {
  return join(fixtures, `${name}.golden.json`);
}

const workflow: Workflow = {
  key: 'fixture',
  name: 'Fixture',
  workflowId: '7500000000000000001',
  baseUrl: 'https://api.coze.cn',
  source: 'user',
};

/** Chooses the target of a run, by its number from 0, and the receiver of its trace. `live` is the fixture itself. */
export type ChooseTarget = (
  live: Target,
  index: number,
) => { readonly target: Target; readonly trace?: TraceSink };

/**
 * Plays a fixture through the real client, decoder and reducer. `onEvent` receives every event and the conversation after
 * it. Ids and times are constant, so that the conversation can be compared.
 */
export async function playFixture(
  name: string,
  cut: Cut,
  onEvent: (event: ChatEvent, conversation: Conversation) => void = () => undefined,
  choose: ChooseTarget = (target) => ({ target }),
): Promise<Conversation> {
  let conversation = emptyConversation;
  const emit = (event: ChatEvent): void => {
    conversation = reduce(conversation, event);
    onEvent(event, conversation);
  };
  emit({
    type: 'conversationStarted',
    conversationId: '0'.repeat(32),
    workflow: {
      key: workflow.key,
      name: workflow.name,
      workflowId: workflow.workflowId,
      origin: workflow.baseUrl,
    },
    at: 0,
  });
  for (const [index, body] of bodiesOf(name).entries()) {
    const runId = `run${index + 1}`;
    emit(userEvent(conversation, index + 1, runId));
    const { target, trace } = choose(chatflowTarget(clientFor(body, cut), workflow), index);
    const order = {
      runId,
      target,
      input: { message: textMessage('Hello'), earlierMessages: [] },
      isReply: index > 0,
    };
    const end = await driveRun(order, new AbortController().signal, {
      now: () => 0,
      emit,
      retries: true,
      ...(trace && { trace }),
    });
    const run = conversation.turns.flatMap((turn) => turn.runs).find(({ id }) => id === runId);
    if (!run) throw new Error(`${name}: ${runId} is missing`);
    emit(endingOf(run, end, 1_000));
  }
  return conversation;
}

/** The event that starts the next run: an answer if a question is open, else a new turn. */
function userEvent(conversation: Conversation, number: number, runId: string): ChatEvent {
  const turn = lastTurn(conversation);
  if (turn && turnState(turn) === 'waiting') {
    return { type: 'interruptAnswered', turnId: turn.id, runId, text: `Reply ${number}`, at: number };
  }
  return {
    type: 'messageSent',
    turnId: `turn${number}`,
    runId,
    text: `Message ${number}`,
    attachments: [],
    at: number,
  };
}

function bodiesOf(name: string): readonly Body[] {
  const folder = dirname(join(fixtures, name));
  const files = readdirSync(folder).filter(
    (file) => file.startsWith(`${basename(name)}.`) && !file.endsWith('.golden.json'),
  );
  // `NAME.2.sse` sorts before `NAME.sse`, which is the first run.
  const order = (file: string): number => Number(/\.(\d+)\.\w+$/.exec(file)?.[1] ?? 1);
  return files
    .sort((a, b) => order(a) - order(b))
    .map((file) => ({
      contentType: file.endsWith('.json') ? 'application/json; charset=utf-8' : 'text/event-stream',
      bytes: readFileSync(join(folder, file)),
    }));
}

function clientFor(body: Body, cut: Cut): CozeClient {
  return new CozeClient({
    fetch: () =>
      Promise.resolve(
        new Response(streamOf(cut(body.bytes)), {
          headers: { 'content-type': body.contentType, 'x-tt-logid': 'LOGID' },
        }),
      ),
    credentials: credentialsBy(() => Promise.resolve('pat_fixture')),
    timeouts: () => ({ connectMs: 10_000, idleMs: 10_000 }),
    log: { info: () => undefined, warn: () => undefined, debug: () => undefined },
    now: () => 0,
  });
}

function streamOf(chunks: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const next = iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
}
