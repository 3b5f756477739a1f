import assert from 'node:assert/strict';
import { PagedList } from '../../../../src/host/workflows/pagedList';

/** Pages of 30 numbers; the last one is shorter. Counts the requests. */
function numbers(total: number, pageSize?: number) {
  const state = { requests: 0, aborted: 0 };
  const open = async function* (signal: AbortSignal): AsyncGenerator<readonly number[]> {
    signal.addEventListener('abort', () => state.aborted++);
    for (let start = 0; start < total; start += 30) {
      state.requests++;
      await Promise.resolve();
      signal.throwIfAborted();
      yield Array.from({ length: Math.min(30, total - start) }, (_, index) => start + index);
    }
  };
  return { state, list: new PagedList(open, pageSize) };
}

describe('A list that is loaded page by page', () => {
  it('sends no request before the first page is wanted', () => {
    const { state } = numbers(100);
    assert.equal(state.requests, 0);
  });

  it('sends one request for each page', async () => {
    const { state, list } = numbers(100);
    for (const [requests, loaded] of [
      [1, 30],
      [2, 60],
      [3, 90],
      [4, 100],
    ]) {
      await list.loadMore();
      assert.deepEqual([state.requests, list.entries.length], [requests, loaded]);
    }
  });

  it('is complete after a short page, without another request', async () => {
    const { state, list } = numbers(12);
    await list.loadMore();
    assert.deepEqual([state.requests, list.isComplete], [1, true]);
    await list.loadMore();
    assert.equal(state.requests, 1);
  });

  it('is complete after a page that is shorter than the pages of the service', async () => {
    const { state, list } = numbers(25, 30);
    await list.loadMore();
    assert.deepEqual([state.requests, list.isComplete], [1, true]);
  });

  it('is complete and empty without entries', async () => {
    const { list } = numbers(0);
    await list.loadMore();
    assert.deepEqual([list.isComplete, list.entries], [true, []]);
  });

  it('joins two loads at the same time in one request', async () => {
    const { state, list } = numbers(100);
    await Promise.all([list.loadMore(), list.loadMore()]);
    assert.deepEqual([state.requests, list.entries.length], [1, 30]);
  });

  it('loads 10,000 entries', async () => {
    const { state, list } = numbers(10_000);
    while (!list.isComplete) await list.loadMore();
    assert.deepEqual([state.requests, list.entries.length], [334, 10_000]);
  });

  it('aborts a request in progress, and starts from the first page after that', async () => {
    const { state, list } = numbers(100);
    await list.loadMore();
    const second = list.loadMore();
    list.cancel();
    await assert.rejects(second, { name: 'AbortError' });
    assert.equal(state.aborted, 1);
    await list.loadMore();
    assert.deepEqual(list.entries.slice(0, 2), [0, 1]);
    assert.equal(list.entries.length, 30);
  });

  it('keeps its pages when it is cancelled between two requests', async () => {
    const { state, list } = numbers(100);
    await list.loadMore();
    list.cancel();
    await list.loadMore();
    assert.deepEqual([state.requests, state.aborted, list.entries.length], [2, 0, 60]);
  });
});
