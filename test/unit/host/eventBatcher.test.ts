import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { EventBatcher, type Batch } from '../../../src/host/chat/eventBatcher';

const text = (value: string): ChatEvent => ({
  type: 'textAppended',
  runId: 'r',
  messageId: 'm',
  role: 'assistant',
  text: value,
});

/** A batcher whose pauses are ended by the test. */
function newBatcher() {
  const batches: Batch[] = [];
  let waiting: (() => void) | undefined;
  const batcher = new EventBatcher(
    (batch) => batches.push(batch),
    (callback) => {
      waiting = callback;
      return { dispose: () => (waiting = undefined) };
    },
  );
  const endPause = () => {
    const callback = waiting;
    waiting = undefined;
    callback?.();
  };
  return { batcher, batches, endPause, isPausing: () => waiting !== undefined };
}

describe('EventBatcher', () => {
  it('posts the first event immediately', () => {
    const { batcher, batches } = newBatcher();
    batcher.push(1, text('a'));
    assert.deepEqual(batches, [{ from: 0, events: [text('a')] }]);
  });

  it('posts the events of a pause together, in order and with their number', () => {
    const { batcher, batches, endPause } = newBatcher();
    batcher.push(5, text('a'));
    batcher.push(6, text('b'));
    batcher.push(7, text('c'));
    assert.equal(batches.length, 1);
    endPause();
    assert.deepEqual(batches[1], { from: 5, events: [text('b'), text('c')] });
  });

  it('posts immediately after a pause without events', () => {
    const { batcher, batches, endPause, isPausing } = newBatcher();
    batcher.push(1, text('a'));
    endPause();
    assert.equal(isPausing(), false);
    batcher.push(2, text('b'));
    assert.deepEqual(batches[1], { from: 1, events: [text('b')] });
  });

  it('discards pending events when it is cleared', () => {
    const { batcher, batches, endPause } = newBatcher();
    batcher.push(1, text('a'));
    batcher.push(2, text('b'));
    batcher.clear();
    endPause();
    assert.equal(batches.length, 1);
    batcher.push(9, text('c'));
    assert.deepEqual(batches[1], { from: 8, events: [text('c')] });
  });

  it('posts each event once and in order, for any sequence of events and pauses', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), (steps) => {
        const { batcher, batches, endPause } = newBatcher();
        let seq = 0;
        for (const isEvent of steps) {
          if (isEvent) batcher.push(++seq, text(String(seq)));
          else endPause();
        }
        endPause();
        const posted = batches.flatMap(({ from, events }) =>
          events.map((event, index) => ({ seq: from + index + 1, event })),
        );
        assert.deepEqual(
          posted,
          Array.from({ length: seq }, (_, index) => ({ seq: index + 1, event: text(String(index + 1)) })),
        );
        // At most one message per pause, and one for the first event.
        assert.ok(batches.length <= steps.filter((isEvent) => !isEvent).length + 2);
      }),
    );
  });
});
