import assert from 'node:assert/strict';
import { sumOf, UsageBook, type UsageQuery } from '../../../src/usage/usageBook';
import type { UsageRecord } from '../../../src/usage/usageRecord';

const usage = (input: number, output = 0) => ({ input, output, unsplit: 0 });

function run(runId: string, day: string, key: string, input: number, fields = {}): UsageRecord {
  return { type: 'run', runId, day, key, name: `Name of ${key}`, usage: usage(input), ...fields };
}

describe('a query of the usage', () => {
  const book = new UsageBook();
  for (const record of [
    run('1', '2026-11-21', 'a', 1, { outcome: 'completed' }),
    run('2', '2026-11-22', 'a', 2, { outcome: 'failed' }),
    run('3', '2026-11-22', 'b', 30, { outcome: 'completed' }),
    run('4', '2026-11-23', 'b', 4),
    run('5', '2026-11-23', 'demo', 500, { outcome: 'completed' }),
  ])
    book.take(record);
  const rows = (query: UsageQuery) =>
    book.query(query).map(({ key, usage, runs }) => [key, usage.input, runs]);

  it('groups by day, in order', () => {
    assert.deepEqual(rows({ by: 'day' }), [
      ['2026-11-21', 1, 1],
      ['2026-11-22', 32, 2],
      ['2026-11-23', 4, 1],
    ]);
  });

  it('groups by workflow, the one with the most tokens first', () => {
    assert.deepEqual(book.query({ by: 'workflow' }), [
      { key: 'b', name: 'Name of b', usage: usage(34), runs: 2 },
      { key: 'a', name: 'Name of a', usage: usage(3), runs: 2 },
    ]);
  });

  it('groups by outcome, also runs that were recorded without one', () => {
    assert.deepEqual(rows({ by: 'outcome' }), [
      ['completed', 31, 2],
      ['unknown', 4, 1],
      ['failed', 2, 1],
    ]);
  });

  it('includes both days of its range', () => {
    assert.deepEqual(rows({ by: 'day', from: '2026-11-22', to: '2026-11-22' }), [['2026-11-22', 32, 2]]);
    assert.deepEqual(rows({ by: 'workflow', from: '2026-11-23' }), [['b', 4, 1]]);
    assert.deepEqual(rows({ by: 'workflow', to: '2026-11-21' }), [['a', 1, 1]]);
  });

  it('counts the demo apart', () => {
    assert.deepEqual(rows({ by: 'workflow', isDemo: true }), [['demo', 500, 1]]);
  });

  it('adds up to a total', () => {
    assert.deepEqual(sumOf(book.query({ by: 'day' })), { usage: usage(37), runs: 4 });
    assert.deepEqual(sumOf([]), { usage: usage(0), runs: 0 });
  });
});
