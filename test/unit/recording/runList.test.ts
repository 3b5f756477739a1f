import assert from 'node:assert/strict';
import { byDay, isFiltered, matchesFilter, type RunFilter } from '../../../src/recording/runList';
import type { RunSummary } from '../../../src/recording/runSummary';

const summary = (runId: string, startedAt: number): RunSummary => ({
  ...{ runId, conversationId: 'c', bytes: 1, changedAt: startedAt, isPinned: false, words: '' },
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

describe('The filter of recorded runs', () => {
  const { run, ...file } = summary('7a', at(30, 12));
  const other = { key: 'travel', name: 'Travel guide', workflowId: '7400' };
  const runs: readonly RunSummary[] = [
    {
      ...file,
      run,
      runId: '1',
      words: 'Weather in Paris',
      end: { type: 'ended', offsetMs: 1, outcome: 'failed' },
    },
    { ...file, run: { ...run, ...other }, runId: '2', words: 'Bonjour' },
  ];
  const rows: readonly [string, RunFilter, readonly string[]][] = [
    ['nothing', {}, ['1', '2']],
    ['an outcome', { outcome: 'failed' }, ['1']],
    ['no end', { outcome: 'open' }, ['2']],
    ['a workflow', { workflow: 'travel' }, ['2']],
    ['words in any case', { text: 'PARIS' }, ['1']],
    ['the name of a workflow', { text: 'guide' }, ['2']],
    ['the ID of a workflow', { text: '7400' }, ['2']],
    ['several, of which one does not match', { outcome: 'failed', text: 'bonjour' }, []],
  ];
  for (const [name, filter, expected] of rows) {
    it(`leaves the runs that match: ${name}`, () => {
      const matching = runs.filter((one) => matchesFilter(one, filter));
      assert.deepEqual(
        matching.map(({ runId }) => runId),
        expected,
      );
      assert.equal(isFiltered(filter), name !== 'nothing');
    });
  }
});
