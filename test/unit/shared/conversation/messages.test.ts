import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatEvent } from '../../../../src/shared/conversation/chatEvent';
import { after, piece, runAfter, runOf, texts, whole } from './building';
import { runs } from '../../../support/properties';

describe('The messages of a run', () => {
  it('grow by deltas and are replaced by the completed message', () => {
    const run = runAfter(piece('1', 'Hel'), piece('1', 'lo'), whole('1', 'Hello!'));
    assert.deepEqual(texts(run.messages), ['Hello!']);
    assert.equal(run.messages[0]?.isComplete, true);
    assert.equal(run.messages[0]?.key, 'r1/0');
  });

  it('keep their deltas if the completed message is empty', () => {
    assert.deepEqual(texts(runAfter(piece('1', 'Hello'), whole('1', '')).messages), ['Hello']);
  });

  it('may have no deltas', () => {
    assert.deepEqual(texts(runAfter(whole('1', 'A'), whole('2', 'B')).messages), ['A', 'B']);
  });

  it('are separated by ID if their deltas are interleaved', () => {
    const run = runAfter(
      piece('1', 'a'),
      piece('2', 'x'),
      piece('1', 'b'),
      whole('2', 'xy'),
      piece('1', 'c'),
    );
    assert.deepEqual(texts(run.messages), ['abc', 'xy']);
    assert.deepEqual(
      run.messages.map(({ isComplete }) => isComplete),
      [false, true],
    );
  });

  for (const id of ['', '0']) {
    it(`are matched without an id (${JSON.stringify(id)})`, () => {
      const run = runAfter(
        piece(id, 'Hel'),
        piece(id, 'lo'),
        whole(id, 'Hello'),
        piece(id, 'By'),
        whole(id, 'Bye'),
      );
      assert.deepEqual(texts(run.messages), ['Hello', 'Bye']);
    });
  }

  it('take an ID that arrives late, and deltas that have lost theirs', () => {
    const late = runAfter(piece('', 'Hel'), piece('', 'lo'), whole('7', 'Hello'));
    assert.deepEqual(
      late.messages.map(({ id, text }) => [id, text]),
      [['7', 'Hello']],
    );
    const lost = runAfter(piece('7', 'Hel'), piece('', 'lo'), whole('7', 'Hello'));
    assert.deepEqual(texts(lost.messages), ['Hello']);
  });

  it('are one if the completed message has another ID than its deltas, as in the documentation’s sample', () => {
    const run = runAfter(
      piece('122', '变成'),
      piece('122', '大企鹅啦！'),
      whole('124', '变成大企鹅'),
      whole('124', '变成大企鹅'),
      piece('122', '!'),
    );
    assert.deepEqual(texts(run.messages), ['变成大企鹅']);
    assert.equal(run.messages[0]?.id, '122');
    assert.equal(run.messages[0].completedId, '124');
  });

  it('are two if another answer is completed while one has only started', () => {
    const run = runAfter(piece('1', 'T'), whole('2', 'Today it rains.'), piece('1', 'omorrow it will not.'));
    assert.deepEqual(texts(run.messages), ['Tomorrow it will not.', 'Today it rains.']);
  });

  it('are two if a completed message without ID differs from the streamed text', () => {
    const run = runAfter(piece('1', 'First I look'), whole('', 'Done.'), piece('1', ' at it'));
    assert.deepEqual(texts(run.messages), ['First I look at it', 'Done.']);
  });

  it('match the streamed text among several open messages', () => {
    const run = runAfter(piece('1', 'The first'), piece('2', 'Another'), whole('3', 'The first.'));
    assert.deepEqual(texts(run.messages), ['The first.', 'Another']);
  });

  it('are not duplicated by a repeated completed message', () => {
    for (const id of ['1', '']) {
      assert.deepEqual(texts(runAfter(whole(id, 'Hello'), whole(id, 'Hello')).messages), ['Hello']);
    }
    assert.deepEqual(texts(runAfter(whole('1', 'Hello'), whole('', 'Hello')).messages), ['Hello']);
  });

  it('ignore deltas after their end', () => {
    assert.deepEqual(texts(runAfter(whole('1', 'Hello'), piece('1', ' again')).messages), ['Hello']);
  });

  it('separate reasoning from text', () => {
    const thinking = (text: string): ChatEvent => ({
      type: 'reasoningAppended',
      runId: 'r1',
      messageId: '1',
      text,
    });
    const run = runAfter(thinking('I '), thinking('think'), piece('1', 'Hello'), whole('1', 'Hello'));
    assert.equal(run.messages.length, 1);
    assert.equal(run.messages[0]?.reasoning, 'I think');
    assert.equal(run.messages[0].text, 'Hello');
    const parallel = runAfter(thinking('I think'), whole('2', 'Other'), piece('1', 'Hello'));
    assert.deepEqual(texts(parallel.messages), ['Hello', 'Other']);
  });

  it('of tools are not part of an answer with the same ID', () => {
    const tool: ChatEvent = {
      type: 'messageCompleted',
      runId: 'r1',
      messageId: '1',
      role: 'tool',
      text: '{"name":"f"}',
      body: { type: 'tool', tool: 'call', name: 'f' },
    };
    const run = runAfter(piece('1', 'Hel'), tool, piece('1', 'lo'));
    assert.deepEqual(texts(run.messages), ['Hello', '{"name":"f"}']);
    const nameless = runAfter(piece('', '{"name"'), { ...tool, messageId: '' });
    assert.deepEqual(texts(nameless.messages), ['{"name"', '{"name":"f"}']);
  });

  it('are rated by ID, and an empty ID matches none', () => {
    const like = (messageId: string, feedback: 'like' | 'none' = 'like'): ChatEvent => ({
      type: 'feedbackGiven',
      runId: 'r1',
      messageId,
      feedback,
    });
    const answered = [whole('1', 'A'), whole('', 'B')];
    const marks = (...events: ChatEvent[]): unknown[] =>
      runAfter(...answered, ...events).messages.map(({ feedback }) => feedback);
    assert.deepEqual(marks(like('1')), ['like', undefined]);
    assert.deepEqual(marks(like('1'), like('1', 'none')), [undefined, undefined]);
    assert.deepEqual(marks(like('')), [undefined, undefined]);
  });
});

interface Told {
  readonly id: string;
  readonly pieces: readonly string[];
}

const told: fc.Arbitrary<readonly Told[]> = fc
  .array(
    fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((messages) => messages.map((pieces, index) => ({ id: String(100 + index), pieces })));

/** A random order that preserves the order of each list. */
function interleaved<T>(lists: readonly (readonly T[])[], choices: readonly number[]): T[] {
  const rest = lists.map((list) => [...list]);
  const result: T[] = [];
  for (let turn = 0; rest.some((list) => list.length > 0); turn++) {
    const open = rest.filter((list) => list.length > 0);
    const next = open[(choices[turn % choices.length] ?? 0) % open.length]?.shift();
    if (next !== undefined) result.push(next);
  }
  return result;
}

const someChoices = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 40 });

describe('Messages with reordered events', () => {
  it('end as they were sent, once each, and are always a beginning of that text', () => {
    fc.assert(
      fc.property(told, someChoices, fc.boolean(), (messages, choices, hasRepeats) => {
        const wholeTexts = new Map(messages.map(({ id, pieces }) => [id, pieces.join('')]));
        const lists = messages.map(({ id, pieces }) => {
          const end = whole(id, pieces.join(''));
          const late = hasRepeats ? [end, piece(id, 'late'), end] : [];
          return [...pieces.map((text) => piece(id, text)), end, ...late];
        });
        const events = interleaved(lists, choices);
        for (let count = 1; count <= events.length; count++) {
          for (const { id, text } of runAfter(...events.slice(0, count)).messages) {
            assert.ok(wholeTexts.get(id)?.startsWith(text), JSON.stringify([id, text]));
          }
        }
        const final = runAfter(...events).messages;
        assert.equal(final.length, messages.length);
        for (const { id, text } of final) assert.equal(text, wholeTexts.get(id));
      }),
      { numRuns: runs(300) },
    );
  });

  it('end as they were sent if deltas are lost, duplicated or late', () => {
    const fate = fc.constantFrom('kept', 'lost', 'doubled', 'late');
    fc.assert(
      fc.property(told, fc.array(fate, { minLength: 1, maxLength: 20 }), (messages, fates) => {
        let index = 0;
        const events = messages.flatMap(({ id, pieces }) => {
          const before: ChatEvent[] = [];
          const behind: ChatEvent[] = [];
          for (const text of pieces) {
            const what = fates[index++ % fates.length];
            if (what === 'late') behind.push(piece(id, text));
            else if (what !== 'lost') before.push(piece(id, text));
            if (what === 'doubled') before.push(piece(id, text));
          }
          return [...before, whole(id, pieces.join('')), ...behind];
        });
        assert.deepEqual(
          texts(runAfter(...events).messages),
          messages.map(({ pieces }) => pieces.join('')),
        );
      }),
      { numRuns: runs(300) },
    );
  });

  it('belong to their run only', () => {
    const second: ChatEvent = { type: 'runRepeated', turnId: 't1', runId: 'r2', at: 3 };
    const conversation = after(second, piece('1', 'one'), piece('1', 'two', 'r2'));
    assert.deepEqual(texts(runOf(conversation, 'r1').messages), ['one']);
    assert.deepEqual(texts(runOf(conversation, 'r2').messages), ['two']);
  });
});
