import assert from 'node:assert/strict';
import { DailyBudget } from '../../../src/usage/dailyBudget';

describe('The daily budget', () => {
  let limit = 0;
  let used = 0;
  let today = '';
  let stored: Map<string, unknown>;
  /** A window: all windows have the state in common. */
  const open = () =>
    new DailyBudget({
      limit: () => limit,
      used: () => used,
      today: () => today,
      state: {
        get: (key) => stored.get(key),
        update: (key, value) => Promise.resolve(void stored.set(key, value)),
      },
    });

  beforeEach(() => {
    [limit, used, today] = [1_000, 0, '2026-11-30'];
    stored = new Map();
  });

  const rows: readonly (readonly [limit: number, used: number, isUsedUp: boolean])[] = [
    [0, 0, false],
    [0, 5_000, false],
    [1_000, 999, false],
    [1_000, 1_000, true],
    [1_000, 1_001, true],
  ];
  for (const [ofDay, tokens, isUsedUp] of rows) {
    it(`of ${String(ofDay)} is ${isUsedUp ? '' : 'not '}used up by ${String(tokens)} tokens`, async () => {
      [limit, used] = [ofDay, tokens];
      assert.equal(open().isUsedUp, isUsedUp);
      assert.equal(await open().takeWarning(), isUsedUp);
    });
  }

  it('warns once a day, in one window', async () => {
    used = 2_000;
    const first = open();
    assert.deepEqual(
      [await first.takeWarning(), await first.takeWarning(), await open().takeWarning()],
      [true, false, false],
    );
    today = '2026-12-01';
    assert.deepEqual([await open().takeWarning(), await first.takeWarning()], [true, false]);
  });

  it('asks on the day for which the user wants it, and no longer on the next', async () => {
    const budget = open();
    assert.equal(budget.isAsking, false);
    await budget.setAsking(true);
    assert.equal(open().isAsking, true);
    today = '2026-12-01';
    assert.equal(budget.isAsking, false);
  });

  it('stops asking when the user wants it, and does not warn a second time', async () => {
    used = 2_000;
    const budget = open();
    await budget.takeWarning();
    await budget.setAsking(true);
    await budget.setAsking(false);
    assert.deepEqual([budget.isAsking, await budget.takeWarning()], [false, false]);
  });

  it('starts from nothing where what is stored is no state', async () => {
    for (const value of [null, 5, 'x', ['2026-11-30']]) {
      stored.set('coze.dailyBudget', value);
      used = 2_000;
      const budget = open();
      assert.equal(budget.isAsking, false);
      assert.equal(await budget.takeWarning(), true);
    }
  });
});
