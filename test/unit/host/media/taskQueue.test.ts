import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { TaskQueue } from '../../../../src/host/media/taskQueue';

describe('TaskQueue', () => {
  it('runs at most as many tasks at a time as its limit, in order, also after one that failed', async () => {
    const queue = new TaskQueue(2);
    const begun: number[] = [];
    const ends: ((error?: Error) => void)[] = [];
    const task = (number: number) =>
      queue.run(() => {
        begun.push(number);
        return new Promise<number>((resolve, reject) =>
          ends.push((error) => (error ? reject(error) : resolve(number))),
        );
      });
    const tasks = [1, 2, 3, 4, 5].map(task);
    await setImmediate();
    assert.deepEqual(begun, [1, 2]);
    ends[1]?.(new Error('the second one'));
    await assert.rejects(tasks[1]!, /the second one/);
    assert.deepEqual(begun, [1, 2, 3]);
    for (const at of [0, 2, 3, 4]) {
      ends[at]?.();
      assert.equal(await tasks[at], at + 1);
    }
    const later = task(6);
    await setImmediate();
    assert.deepEqual(begun, [1, 2, 3, 4, 5, 6]);
    ends[5]?.();
    assert.equal(await later, 6);
  });
});
