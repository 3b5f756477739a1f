import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { endOfDate } from '../../../../src/host/account/expiryDate';
import { TokenExpiry } from '../../../../src/host/account/tokenExpiry';

const cn = 'https://api.coze.cn';
const com = 'https://api.coze.com';
const day = 86_400_000;
const now = new Date(2026, 10, 29, 12).getTime();

function newExpiry(): TokenExpiry {
  const values = new Map<string, unknown>();
  const memento: Memento = {
    keys: () => [...values.keys()],
    get: <T>(key: string, fallback?: T) => (values.get(key) ?? fallback) as T,
    update: (key, value) => Promise.resolve(void values.set(key, value)),
  };
  return new TokenExpiry(memento);
}

describe('TokenExpiry', () => {
  it('is due from three days before the end on', async () => {
    const expiry = newExpiry();
    await expiry.set(cn, now + 3 * day);
    assert.deepEqual(expiry.due(now - 1), []);
    assert.deepEqual(expiry.due(now), [cn]);
    assert.deepEqual(expiry.due(now + 4 * day), [cn]);
  });

  it('is due once a day', async () => {
    const expiry = newExpiry();
    await expiry.set(cn, now + day);
    await expiry.reminded(cn, now);
    assert.deepEqual(expiry.due(now + 3_600_000), []);
    assert.deepEqual(expiry.due(now + day), [cn]);
  });

  it('keeps one date for each origin', async () => {
    const expiry = newExpiry();
    await expiry.set(cn, now + day);
    await expiry.set(com, now + 30 * day);
    assert.deepEqual([expiry.of(cn), expiry.of(com)], [now + day, now + 30 * day]);
    assert.deepEqual(expiry.due(now), [cn]);
    await expiry.forget(cn);
    assert.equal(expiry.of(cn), undefined);
    assert.deepEqual(expiry.due(now), []);
  });

  it('is due again on the day of the reminder for a token that replaced the old one', async () => {
    const expiry = newExpiry();
    await expiry.set(cn, now + day);
    await expiry.reminded(cn, now);
    await expiry.set(cn, now + 2 * day);
    assert.deepEqual(expiry.due(now), [cn]);
  });
});

describe('The date of an expiry', () => {
  const end = new Date(2026, 11, 31, 23, 59, 59).getTime();

  it('is read with hyphens, slashes, dots and in Chinese', () => {
    for (const text of ['2026-12-31', ' 2026/12/31 ', '2026.12.31', '2026年12月31日']) {
      assert.equal(endOfDate(text, now), end, text);
    }
    assert.equal(endOfDate('2027-1-5', now), new Date(2027, 0, 5, 23, 59, 59).getTime());
  });

  it('may be today, but not in the past', () => {
    assert.ok(endOfDate('2026-11-29', now));
    assert.equal(endOfDate('2026-11-28', now), undefined);
  });

  it('is refused if there is no such date', () => {
    for (const text of ['', 'tomorrow', '2026-13-01', '2026-02-30', '2026-11-31', '31.12.2026', '20261231']) {
      assert.equal(endOfDate(text, now), undefined, text);
    }
  });
});
