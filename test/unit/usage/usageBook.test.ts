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
      { key: 'b', name: 'Name of b', usage: usage(34), runs: 2, calls: 2 },
      { key: 'a', name: 'Name of a', usage: usage(3), runs: 2, calls: 2 },
    ]);
  });

  const versions = ['v1', 'v2'].map((name) => `https://api.coze.cn 7 profile "${name}"`);
  const profiles = new UsageBook();
  for (const [index, key] of versions.entries())
    profiles.take(run(key, '2026-11-23', key, 10 - index, { calls: 2 + index }));

  it('groups the profiles of a workflow, and separates them by profile', () => {
    assert.deepEqual(profiles.query({ by: 'workflow' }), [
      {
        ...{ key: 'https://api.coze.cn 7', name: `Name of ${String(versions[1])}` },
        ...{ usage: usage(19), runs: 2, calls: 5 },
      },
    ]);
    assert.deepEqual(
      profiles.query({ by: 'profile' }).map(({ key, calls }) => [key, calls]),
      [
        [versions[0], 2],
        [versions[1], 3],
      ],
    );
  });

  it('counts the calls of refused requests, which are no runs', () => {
    const refused = new UsageBook();
    refused.take(run('1', '2026-11-23', 'a', 5, { calls: 3 }));
    refused.take({ type: 'refused', runId: '2', day: '2026-11-23', key: 'a', name: 'A', calls: 4 });
    refused.take({ type: 'refused', runId: '2', day: '2026-11-23', key: 'a', name: 'A', calls: 4 });
    assert.deepEqual(
      refused.query({ by: 'outcome' }).map(({ key, runs, calls }) => [key, runs, calls]),
      [
        ['unknown', 1, 3],
        ['refused', 0, 4],
      ],
    );
    refused.take({ type: 'reset', id: 'x' });
    assert.deepEqual(refused.query({ by: 'day' }), []);
  });

  it('lists day, profile and outcome together, with the demo', () => {
    assert.deepEqual(
      book
        .details({ from: '2026-11-22' })
        .map(({ day, profile, outcome, usage }) => [day, profile, outcome, usage.input]),
      [
        ['2026-11-22', 'a', 'failed', 2],
        ['2026-11-22', 'b', 'completed', 30],
        ['2026-11-23', 'b', 'unknown', 4],
        ['2026-11-23', 'demo', 'completed', 500],
      ],
    );
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
    assert.deepEqual(sumOf(book.query({ by: 'day' })), { usage: usage(37), runs: 4, calls: 4 });
    assert.deepEqual(sumOf([]), { usage: usage(0), runs: 0, calls: 0 });
  });
});
