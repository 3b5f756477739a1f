import assert from 'node:assert/strict';
import { UsageBook, sumOf } from '../../../src/usage/usageBook';
import { daysOf, shownPeriodFrom, usageFacts, type ShownPeriod } from '../../../src/usage/usageFacts';
import type { UsageRecord } from '../../../src/usage/usageRecord';

const today = '2026-03-01';

function ledgerOf(records: readonly UsageRecord[]) {
  const book = new UsageBook();
  for (const record of records) book.take(record);
  return {
    day: today,
    query: (query: Parameters<UsageBook['query']>[0]) => book.query(query),
    today: () => sumOf(book.query({ by: 'day', from: today, to: today })),
  };
}

const run = (day: string, key: string, input: number): UsageRecord => ({
  ...{ type: 'run', runId: `${day} ${key} ${String(input)}`, day, key, name: `Name\u202E of ${key}` },
  ...{ usage: { input, output: 1, unsplit: 0 }, calls: 2, outcome: 'completed' },
});

describe('The facts of the page "Usage"', () => {
  const known = ['2025-12-24', '2026-02-28'];
  const periods: readonly (readonly [ShownPeriod, from: string, to: string])[] = [
    [{ period: '1' }, today, today],
    [{ period: '7' }, '2026-02-23', today],
    [{ period: '30' }, '2026-01-31', today],
    [{ period: '90' }, '2025-12-02', today],
    [{ period: 'all' }, '2025-12-24', today],
    [{ period: 'custom', from: '2026-01-01', to: '2026-01-31' }, '2026-01-01', '2026-01-31'],
    [{ period: 'custom', from: '2026-01-31', to: '2026-01-01' }, '2026-01-01', '2026-01-31'],
  ];
  for (const [shown, from, to] of periods) {
    it(`are those from ${from} to ${to} for ${JSON.stringify(shown)}`, () => {
      assert.deepEqual(daysOf(shown, today, known), { from, to });
    });
  }

  it('include days after today for all days: a clock can be wrong', () => {
    assert.deepEqual(daysOf({ period: 'all' }, today, ['2027-01-01']), { from: today, to: '2027-01-01' });
    assert.deepEqual(daysOf({ period: 'all' }, today, []), { from: today, to: today });
  });

  it('count the period, today and all calls, and the demo apart', () => {
    const facts = usageFacts(
      ledgerOf([
        run('2025-12-24', 'a', 100),
        run('2026-02-28', 'a', 10),
        run(today, 'b', 5),
        run(today, 'demo', 7_000),
      ]),
      { period: '7' },
    );
    assert.deepEqual(facts.sum, { input: 15, output: 2, unsplit: 0, runs: 2, calls: 4 });
    assert.deepEqual(facts.todaySum, { input: 5, output: 1, unsplit: 0, runs: 1, calls: 2 });
    assert.deepEqual(facts.demo, { input: 7_000, output: 1, unsplit: 0, runs: 1, calls: 2 });
    assert.equal(facts.allCalls, 6);
    assert.deepEqual(
      [facts.days, facts.workflows, facts.profiles, facts.outcomes].map((lines) => lines.length),
      [2, 2, 2, 1],
    );
    assert.equal(facts.workflows[0]?.name, 'Name of a');
    assert.equal(facts.budget, undefined);
  });

  it('have usage as soon as there was any, whatever the period', () => {
    assert.equal(usageFacts(ledgerOf([]), { period: '7' }).hasUsage, false);
    assert.equal(usageFacts(ledgerOf([run('2020-01-01', 'a', 1)]), { period: '7' }).hasUsage, true);
  });

  it('leave out days of damaged records where they decide the period', () => {
    const facts = usageFacts(ledgerOf([run('99999-01-01', 'a', 1)]), { period: 'all' });
    assert.deepEqual([facts.from, facts.to], [today, today]);
  });

  const stored: readonly (readonly [unknown, ShownPeriod])[] = [
    [undefined, { period: '30' }],
    ['7', { period: '30' }],
    [{ period: '7' }, { period: '7' }],
    [{ period: 'never' }, { period: '30' }],
    [{ period: 'custom' }, { period: '30' }],
    [{ period: 'custom', from: '2026-01-01', to: 5 }, { period: '30' }],
    [{ period: 'custom', from: 'x', to: '2026-01-01' }, { period: '30' }],
    [
      { period: 'custom', from: '2026-01-01', to: '2026-01-02' },
      { period: 'custom', from: '2026-01-01', to: '2026-01-02' },
    ],
  ];
  for (const [value, period] of stored) {
    it(`read a stored period: ${JSON.stringify(value) ?? 'none'}`, () => {
      assert.deepEqual(shownPeriodFrom(value), period);
    });
  }
});
