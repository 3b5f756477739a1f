import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SseDecoder } from '../../../../src/coze/transport/sse';
import type { ServerSentEvent } from '../../../../src/coze/wire/serverSentEvent';
import { toChatEvents } from '../../../../src/coze/wire/toChatEvents';
import { decodeEvent } from '../../../../src/coze/wire/wire';
import { decodeUsage } from '../../../../src/coze/wire/wireUsage';
import type { ChatEvent } from '../../../../src/shared/conversation/chatEvent';
import type { Conversation } from '../../../../src/shared/conversation/conversation';
import { reduce } from '../../../../src/shared/conversation/reduce';
import { totalTokens } from '../../../../src/shared/usage';
import { openConversation, testRunId } from '../../../support/wirePipeline';
import { allCases } from '../../../wire/cases/allCases';
import { vectorBytes } from '../../../wire/wireCase';
import { anyCharacter, runs } from '../../../support/properties';

const context = { host: 'h', secrets: [] };
const vectors = allCases.filter(({ isVector }) => isVector).map((wireCase) => vectorBytes(wireCase));

function eventsOf(chunks: readonly Uint8Array[]): readonly ServerSentEvent[] {
  const events: ServerSentEvent[] = [];
  const decoder = new SseDecoder((event) => events.push(event));
  for (const chunk of chunks) decoder.feed(chunk);
  decoder.end();
  return events;
}

function chunked(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const edges = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
}

function reduceAll(events: readonly ChatEvent[]): Conversation {
  return events.reduce(reduce, openConversation());
}

function chatEventsOf(bytes: Uint8Array): readonly ChatEvent[] {
  return eventsOf([bytes]).flatMap((event) =>
    toChatEvents(decodeEvent(event, context), testRunId, () => false),
  );
}

/** Asserts the invariants of a conversation, for lost, duplicated and reordered events. */
function assertSound(conversation: Conversation): void {
  const run = conversation.turns[0]!.runs[0]!;
  assert.equal(conversation.turns.length, 1);
  assert.equal(conversation.turns[0]!.runs.length, 1);
  const keys = run.messages.map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length, 'keys are unique');
  assert.ok(Number.isSafeInteger(totalTokens(conversation.usage)) && totalTokens(conversation.usage) >= 0);
  assert.deepEqual(conversation.usage, run.usage);
  assert.equal(new Set(run.interruptSignals).size, run.interruptSignals.length);
  for (const { text, body } of run.messages) {
    assert.equal(typeof text, 'string');
    assert.ok(body.type);
  }
}

describe('The parser', () => {
  it('returns the same events for any chunk boundaries', () => {
    fc.assert(
      fc.property(fc.constantFrom(...vectors), fc.array(fc.nat(4_000), { maxLength: 12 }), (bytes, cuts) => {
        assert.deepEqual(eventsOf(chunked(bytes, cuts)), eventsOf([bytes]));
      }),
      { numRuns: runs(3_000) },
    );
  });

  it('returns the same events for bytes that are not a stream', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\n',
        '\r',
        '\r\n',
        ':',
        'data:',
        'data',
        'event: x',
        'id: \u0000',
        '\uFEFF',
        ' ',
        '{',
        '}',
      ),
      fc.string({ unit: anyCharacter, maxLength: 8 }),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            piece.map((text) => Buffer.from(text)),
            fc.uint8Array({ maxLength: 4 }),
          ),
          { maxLength: 40 },
        ),
        fc.array(fc.nat(120), { maxLength: 8 }),
        (parts, cuts) => {
          const bytes = Buffer.concat(parts);
          assert.deepEqual(eventsOf(chunked(bytes, cuts)), eventsOf([bytes]));
        },
      ),
      { numRuns: runs(3_000) },
    );
  });

  it('agrees with a reference implementation', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        '',
        'data',
        'data:',
        'data:  two',
        'event: a',
        'event',
        'id: 1',
        ': c',
        'retry: 1',
        'datax: 1',
        ' data: 1',
      ),
      fc.string({ maxLength: 6 }).map((text) => `data: ${text.replace(/[\r\n]/g, '')}`),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 30 }),
        (lines) => {
          const text = lines.map(([content, end]) => content + end).join('');
          const seen = eventsOf([Buffer.from(text)]).map(({ event, data }) => ({ event, data }));
          const expected = oracle(text);
          // A body without any event is reported as one, for its stray lines.
          if (expected.length === 0 && seen.length === 1)
            assert.deepEqual(seen, [{ event: undefined, data: '' }]);
          else assert.deepEqual(seen, expected);
        },
      ),
      { numRuns: runs(3_000) },
    );
  });

  it('parses every serialized event', () => {
    const text = fc.string({ unit: anyCharacter }).map((value) =>
      Buffer.from(value)
        .toString()
        .replace(/[\r\n]/g, ' '),
    );
    const name = text.filter((value) => value !== '' && !value.startsWith(' '));
    fc.assert(
      fc.property(fc.array(fc.record({ event: name, data: fc.array(text, { minLength: 1 }) })), (events) => {
        const bytes = Buffer.from(
          events
            .map(({ event, data }) => `event: ${event}\n${data.map((line) => `data: ${line}\n`).join('')}\n`)
            .join(''),
        );
        assert.deepEqual(
          eventsOf([bytes]).map(({ event, data }) => ({ event, data })),
          events.map(({ event, data }) => ({ event, data: data.join('\n') })),
        );
      }),
    );
  });
});

/** WHATWG HTML 9.2.6, one character at a time; an incomplete event is dispatched. */
function oracle(text: string): readonly { event: string | undefined; data: string }[] {
  const events: { event: string | undefined; data: string }[] = [];
  let data: string[] = [];
  let event = '';
  const dispatch = (): void => {
    if (data.length > 0) events.push({ event: event || undefined, data: data.join('\n') });
    data = [];
    event = '';
  };
  const body = text.replace(/\r\n/g, '\n').replace(/\r/g, '\n');
  for (const line of body.split('\n')) {
    if (line === '') {
      dispatch();
      continue;
    }
    if (line.startsWith(':')) continue;
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const rest = colon < 0 ? '' : line.slice(colon + 1);
    const value = rest.startsWith(' ') ? rest.slice(1) : rest;
    if (field === 'data') data.push(value);
    if (field === 'event') event = value;
  }
  dispatch();
  return events;
}

describe('The decoder', () => {
  const names = fc.constantFrom(
    undefined,
    'conversation.chat.created',
    'conversation.chat.in_progress',
    'conversation.chat.requires_action',
    'conversation.chat.completed',
    'conversation.chat.failed',
    'conversation.chat.canceled',
    'conversation.message.delta',
    'conversation.message.completed',
    'error',
    'done',
    'PING',
    'whatever',
  );
  const keys = fc.constantFrom(
    'id',
    'chat_id',
    'conversation_id',
    'role',
    'type',
    'content',
    'content_type',
    'status',
    'usage',
    'code',
    'msg',
    'message',
    'error',
    'last_error',
    'debug_url',
    'reasoning_content',
    'file_url',
    'detail',
    'token_count',
    'input_count',
    'output_count',
    '__proto__',
    'constructor',
    'toString',
  );
  const words = fc.constantFrom(
    'answer',
    'verbose',
    'follow_up',
    'function_call',
    'knowledge',
    'question',
    'card',
    'object_string',
    'image',
    'audio',
    'text',
    'assistant',
    'user',
    'requires_action',
    'failed',
    '0',
    '4100',
    '{"msg_type":"interrupt"}',
    '[{"type":"text"}]',
  );
  const { tree: value } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      words,
      fc.string(),
      fc.double(),
      fc.constantFrom(null, true, 0, -1, 1e300, 2 ** 60),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.array(fc.tuple(keys, tie('tree')), { maxLength: 8 }).map((entries) => Object.fromEntries(entries)),
    ),
  }));

  it('never throws, and the reducer makes a valid conversation of its events', () => {
    const event = fc.record({
      event: names,
      data: fc.oneof(
        value.map((json) => JSON.stringify(json) ?? ''),
        fc.string(),
      ),
      strayLines: fc.constantFrom('', '}', '"x": 1}'),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const chatEvents = events.flatMap((sse) =>
          toChatEvents(decodeEvent(sse, context), testRunId, () => false),
        );
        assertSound(reduceAll(chatEvents));
        assert.equal(({} as Record<string, unknown>)['content'], undefined);
        assert.doesNotThrow(() => structuredClone(chatEvents));
      }),
      { numRuns: runs(3_000) },
    );
  });

  it('returns token counts that are whole, finite and not negative', () => {
    const figure = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.string(),
      fc.constantFrom(null, undefined, Infinity, {}, []),
    );
    const usage = fc.dictionary(
      fc.constantFrom(
        'input_count',
        'output_count',
        'token_count',
        'input_tokens',
        'output_tokens',
        'total_tokens',
      ),
      figure,
    );
    fc.assert(
      fc.property(fc.oneof(usage, figure), (json) => {
        const decoded = decodeUsage(json);
        if (!decoded) return;
        for (const count of [decoded.input, decoded.output, decoded.unsplit]) {
          assert.ok(Number.isSafeInteger(count) && count >= 0);
        }
        assert.ok(totalTokens(decoded) > 0);
        assert.ok(decoded.unsplit === 0 || decoded.input + decoded.output === 0);
      }),
    );
  });
});

describe('The reducer', () => {
  const streams = vectors.map((bytes) => chatEventsOf(bytes)).filter((events) => events.length > 2);

  it('keeps the invariants if events are lost, duplicated or reordered', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...streams)
          .chain((events) =>
            fc.tuple(
              fc.constant(events),
              fc.array(fc.nat(events.length - 1), { maxLength: events.length * 2 }),
            ),
          ),
        ([events, order]) => {
          assertSound(reduceAll(order.map((index) => events[index]!)));
        },
      ),
      { numRuns: runs(2_000) },
    );
  });

  it('never counts tokens twice or subtracts any', () => {
    const usage = fc.record({ input: fc.nat(), output: fc.nat(), unsplit: fc.nat() });
    fc.assert(
      fc.property(fc.array(usage), (reports) => {
        let before = 0;
        let conversation = openConversation();
        for (const report of reports) {
          conversation = reduce(conversation, { type: 'usageReported', runId: testRunId, usage: report });
          assert.ok(totalTokens(conversation.usage) >= before);
          before = totalTokens(conversation.usage);
        }
        const most = (pick: (entry: (typeof reports)[number]) => number): number =>
          Math.max(0, ...reports.map(pick));
        assert.equal(
          conversation.usage.input,
          most(({ input }) => input),
        );
        assert.equal(
          conversation.usage.output,
          most(({ output }) => output),
        );
      }),
    );
  });

  it('ends with the completed texts, regardless of the deltas', () => {
    const pieces = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.uniqueArray(pieces, { minLength: 1, maxLength: 3, selector: String }),
        fc.infiniteStream(fc.boolean()),
        (answers, luck) => {
          const events = answers.flatMap((parts, index): ChatEvent[] => {
            const messageId = String(100 + index);
            const deltas = parts
              .filter(() => luck.next().value)
              .map((text): ChatEvent => ({
                type: 'textAppended',
                runId: testRunId,
                messageId,
                role: 'assistant',
                text,
              }));
            const text = parts.join('');
            return [
              ...deltas,
              {
                type: 'messageCompleted',
                runId: testRunId,
                messageId,
                role: 'assistant',
                text,
                body: { type: 'text' },
              },
            ];
          });
          const run = reduceAll(events).turns[0]!.runs[0]!;
          assert.deepEqual(
            run.messages.map(({ text }) => text),
            answers.map((parts) => parts.join('')),
          );
        },
      ),
    );
  });
});
