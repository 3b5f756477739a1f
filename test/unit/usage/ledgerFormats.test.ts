import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { UsageBook } from '../../../src/usage/usageBook';
import { UsageLedger } from '../../../src/usage/usageLedger';
import { parseUsageRecord, type UsageEntry } from '../../../src/usage/usageRecord';
import { runs as scaled } from '../../support/properties';
import { Place } from '../chat/support/chatWindow';

/** A ledger that version 0.1.0 wrote: before calls were counted. */
const fixture = `${__dirname}/../../fixtures/usage/before-calls.jsonl`;
const trips = 'https://api.coze.cn 7400000000000000001 app 7400000000000000002';
const review = 'https://api.coze.com 7400000000000000003';
const noon = new Date(2026, 10, 23, 12).getTime();

describe('The file of the ledger', () => {
  let place: Place;
  let ledgers: UsageLedger[];

  beforeEach(() => {
    place = new Place();
    ledgers = [];
  });

  afterEach(() => {
    for (const ledger of ledgers) ledger.dispose();
    place.remove();
  });

  const path = () => join(place.directory, 'usage.jsonl');
  async function open(): Promise<UsageLedger> {
    const ledger = await UsageLedger.open({
      directory: place.directory,
      now: () => noon,
      log: { warn: (text) => assert.fail(text) },
    });
    ledgers.push(ledger);
    return ledger;
  }

  const entry = (runId: string, more: Partial<UsageEntry> = {}): UsageEntry => ({
    runId,
    workflow: { key: trips, name: 'Trips' },
    usage: { input: 1, output: 2, unsplit: 0 },
    outcome: 'completed',
    at: noon,
    ...more,
  });

  it('of an earlier version is read: each run made one call', async () => {
    copyFileSync(fixture, path());
    const ledger = await open();
    const rows = (by: 'day' | 'workflow' | 'profile' | 'outcome') =>
      ledger
        .query({ by })
        .map(({ key, usage: { input, output, unsplit }, runs, calls }) => [
          key,
          input + output + unsplit,
          runs,
          calls,
        ]);
    assert.deepEqual(rows('day'), [
      ['2026-11-20', 7, 0, 0],
      ['2026-11-22', 38, 2, 2],
      ['2026-11-23', 12, 2, 2],
    ]);
    assert.deepEqual(rows('workflow'), [
      [trips, 42, 1, 1],
      [review, 15, 3, 3],
    ]);
    assert.deepEqual(rows('profile'), [
      [trips, 42, 1, 1],
      [`${review} profile "Review v2"`, 12, 2, 2],
      [`${review} profile "Review v1"`, 3, 1, 1],
    ]);
    assert.deepEqual(
      rows('outcome').map(([outcome, , runs]) => [outcome, runs]),
      [
        ['completed', 1],
        ['unknown', 1],
        ['waiting', 1],
        ['failed', 1],
      ],
    );
    assert.equal(ledger.query({ by: 'workflow', isDemo: true })[0]?.calls, 1);
  });

  it('is read by an earlier version, which counts the same runs and tokens', async () => {
    const ledger = await open();
    await ledger.add(entry('r1', { calls: 3 }));
    await ledger.add(entry('r2', { calls: 2, wasRefused: true, outcome: 'failed' }));
    await ledger.reset();
    await ledger.add(entry('r3'));
    const earlier = new Map<string, unknown>();
    for (const line of readFileSync(path(), 'utf8').split('\n').filter(Boolean)) {
      const record = JSON.parse(line) as Record<string, unknown>;
      assert.equal(record['v'], 1);
      // Version 0.1.0 ignores other types.
      if (record['type'] === 'reset') earlier.clear();
      if (record['type'] !== 'run') continue;
      for (const field of ['runId', 'day', 'key', 'name', 'outcome'])
        assert.equal(typeof record[field], 'string', field);
      earlier.set(String(record['runId']), record['usage']);
    }
    assert.deepEqual([...earlier], [['r3', { input: 1, output: 2, unsplit: 0 }]]);
    const today = (await open()).today();
    assert.deepEqual(today, { usage: { input: 1, output: 2, unsplit: 0 }, runs: 1, calls: 1 });
  });

  it('keeps calls and refused requests over a restart', async () => {
    const ledger = await open();
    await ledger.add(entry('r1', { calls: 3 }));
    await ledger.add(entry('r2', { calls: 2, wasRefused: true, outcome: 'failed' }));
    for (const each of [ledger, await open()]) {
      const { runs, calls } = each.today();
      assert.deepEqual([runs, calls], [1, 5]);
    }
  });

  it('is read past anything: mutated bytes, and a cut at each of them', () => {
    const whole = readFileSync(fixture);
    const read = (bytes: Buffer) => {
      const book = new UsageBook();
      for (const line of bytes.toString().split('\n')) {
        const record = parseUsageRecord(line);
        if (record && book.isNews(record)) book.take(record);
      }
      for (const by of ['day', 'workflow', 'profile', 'outcome'] as const) {
        for (const { usage, runs, calls } of [...book.query({ by }), ...book.query({ by, isDemo: true })]) {
          for (const count of [usage.input, usage.output, usage.unsplit, runs, calls])
            assert.ok(Number.isSafeInteger(count) && count >= 0);
        }
      }
      book.details({});
      return book;
    };
    const healthy = whole.toString().split('\n').filter(Boolean);
    for (let length = 0; length <= whole.length; length++) {
      const start = whole.subarray(0, length).toString();
      const complete = start.split('\n').filter((line) => healthy.includes(line));
      assert.deepEqual(
        read(whole.subarray(0, length)).details({}),
        read(Buffer.from(complete.join('\n'))).details({}),
      );
    }
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(whole.length - 1), byte, insert: fc.boolean() }), {
          minLength: 1,
          maxLength: 6,
        }),
        (changes) => {
          let bytes = Buffer.from(whole);
          for (const { at, byte: value, insert } of changes) {
            const rest = bytes.subarray(insert ? at : at + 1);
            bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([value]), rest]);
          }
          read(bytes);
          const damaged = new Set(bytes.toString().split('\n'));
          const left = healthy.filter((line) => damaged.has(line));
          for (const line of left) assert.ok(parseUsageRecord(line), line);
        },
      ),
      { numRuns: scaled(1_000) },
    );
  });

  it('reads the healthy records around damaged ones', async () => {
    const whole = readFileSync(fixture);
    const noise = Buffer.from([0, 255, 123, 34, 0xd8, 0x00, 10, 123, 125, 10]);
    const at = whole.indexOf('\n{"v":1,"type":"run","runId":"r3"');
    writeFileSync(path(), Buffer.concat([whole.subarray(0, at), noise, whole.subarray(at)]));
    const counted = (await open()).query({ by: 'day' }).reduce((sum, { runs }) => sum + runs, 0);
    assert.equal(counted, 4);
  });

  it('opens with names that objects have from birth', async () => {
    const ledger = await open();
    for (const key of ['__proto__', 'constructor', 'toString'])
      await ledger.add(entry(key, { workflow: { key, name: key } }));
    const names = (await open()).query({ by: 'workflow' }).map(({ name }) => name);
    assert.deepEqual(names, ['__proto__', 'constructor', 'toString']);
  });
});
