import assert from 'node:assert/strict';
import { byDay } from '../../../src/recording/runList';
import type { RunSummary } from '../../../src/recording/runSummary';

const summary = (runId: string, startedAt: number): RunSummary => ({
  ...{ runId, conversationId: 'c', bytes: 1, changedAt: startedAt, isPinned: false },
  run: { runId, startedAt, key: 'k', name: 'N', workflowId: '1', origin: 'o', baseUrl: 'b' },
});
const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 30).getTime();

describe('The recorded runs by day', () => {
  it('are grouped by the local day, in their order', () => {
    const runs = [
      summary('d', at(30, 23)),
      summary('c', at(30, 0)),
      summary('b', at(29, 23)),
      summary('a', at(1, 12)),
    ];
    assert.deepEqual(
      byDay(runs).map(({ startsAt, runs: ofDay }) => [
        new Date(startsAt).getDate(),
        new Date(startsAt).getHours(),
        ofDay.map(({ runId }) => runId),
      ]),
      [
        [30, 0, ['d', 'c']],
        [29, 0, ['b']],
        [1, 0, ['a']],
      ],
    );
    assert.deepEqual(byDay([]), []);
  });
});
