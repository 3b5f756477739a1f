import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatEvent } from '../../../../src/shared/conversation/chatEvent';
import { joinDeltas } from '../../../../src/shared/conversation/joinDeltas';
import { reduce } from '../../../../src/shared/conversation/reduce';
import { after, piece, whole } from './building';
import { runs } from '../../../support/properties';

const runId = fc.constantFrom('r1', 'r2', 'unknown');
const messageId = fc.constantFrom('', '0', '1', '2');
const role = fc.constantFrom('assistant' as const, 'tool' as const);
const text = fc.string({ maxLength: 3 });
const body = fc.constantFrom(
  { type: 'text' } as const,
  { type: 'media', items: [] } as const,
  { type: 'tool', tool: 'call' } as const,
);
const second: ChatEvent = {
  type: 'messageSent',
  turnId: 't2',
  runId: 'r2',
  text: 'Two',
  attachments: [],
  at: 3,
};

const anyEvent: fc.Arbitrary<ChatEvent> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      {
        type: fc.constant('textAppended' as const),
        runId,
        messageId,
        role,
        text,
        body,
      },
      { requiredKeys: ['type', 'runId', 'messageId', 'role', 'text'] },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('reasoningAppended' as const), runId, messageId, text }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('messageCompleted' as const),
      runId,
      messageId,
      role,
      text,
      body: fc.constant({ type: 'text' } as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('runStopped' as const), runId, at: fc.nat(9) }) },
);

describe('joined deltas', () => {
  it('reduce to the same conversation', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        assert.deepEqual(joinDeltas(events).reduce(reduce, after(second)), after(second, ...events));
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('are one event until another event follows', () => {
    const joined = joinDeltas([
      piece('1', 'a'),
      piece('1', 'b'),
      piece('2', 'c'),
      whole('1', 'ab'),
      piece('2', 'd'),
    ]);
    assert.deepEqual(joined, [piece('1', 'ab'), piece('2', 'c'), whole('1', 'ab'), piece('2', 'd')]);
  });

  it('are one event for any number of deltas', () => {
    const joined = joinDeltas(Array.from({ length: 1_000 }, (_, n) => piece('1', `${String(n)} `)));
    assert.equal(joined.length, 1);
    assert.match(joined[0]?.type === 'textAppended' ? joined[0].text : '', /^0 1 2 .* 999 $/);
  });

  it('are one event for each text: message, kind and role', () => {
    const one = { runId: 'r1', messageId: '1' } as const;
    const answer = (text: string, more: object = {}): ChatEvent => ({
      ...{ type: 'textAppended', role: 'assistant', text, ...one },
      ...more,
    });
    const thought = (text: string): ChatEvent => ({ type: 'reasoningAppended', text, ...one });
    const media = { body: { type: 'media', items: [] } } as const;
    assert.deepEqual(joinDeltas([answer('a'), answer('b'), thought('c'), thought('d'), answer('e')]), [
      answer('ab'),
      thought('cd'),
      answer('e'),
    ]);
    assert.deepEqual(joinDeltas([answer('a'), answer('b', { role: 'tool' })]).length, 2);
    assert.deepEqual(joinDeltas([answer('a'), answer('b', { messageId: '2' })]).length, 2);
    assert.deepEqual(joinDeltas([answer('a'), answer('b', { runId: 'r2' })]).length, 2);
    assert.deepEqual(joinDeltas([answer('a', media), answer('b')]), [answer('ab', media)]);
    const only = answer('a');
    assert.equal(joinDeltas([only])[0], only);
  });
});
