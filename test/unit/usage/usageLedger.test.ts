import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { UsageLedger } from '../../../src/usage/usageLedger';
import { localDay } from '../../../src/usage/usageRecord';
import { totalTokens } from '../../../src/shared/usage';
import { Place } from '../chat/support/chatWindow';
import { runs } from '../../support/properties';

const demo = { key: 'demo', name: 'Demo' };
const trips = { key: 'https://api.coze.cn 1', name: 'Trips' };
const other = { key: 'other', name: 'Other' };
const noon = new Date(2026, 10, 23, 12).getTime();
const dayMs = 24 * 60 * 60 * 1_000;

describe('the token ledger', () => {
  let place: Place;
  let ledgers: UsageLedger[];
  let warnings: string[];

  beforeEach(() => {
    place = new Place();
    ledgers = [];
    warnings = [];
  });

  afterEach(() => {
    for (const ledger of ledgers) ledger.dispose();
    place.remove();
  });

  async function open(now = () => noon): Promise<UsageLedger> {
    const ledger = await UsageLedger.open({
      directory: place.directory,
      now,
      log: { warn: (text) => void warnings.push(text) },
    });
    ledgers.push(ledger);
    return ledger;
  }

  const path = () => join(place.directory, 'usage.jsonl');
  const usage = (input: number, output: number, unsplit = 0) => ({ input, output, unsplit });
  const entry = (runId: string, input: number, output: number, workflow = trips, at = noon) => ({
    runId,
    workflow,
    usage: usage(input, output),
    at,
  });

  it('adds up the runs of today, by workflow, and keeps them over a restart', async () => {
    const first = await open();
    await first.add(entry('r1', 10, 20));
    await first.add(entry('r2', 1, 2, other));
    await first.add(entry('r3', 100, 200, trips, noon - dayMs));
    for (const ledger of [first, await open()]) {
      assert.deepEqual(ledger.today(), { usage: usage(11, 22), runs: 2, calls: 2 });
      assert.deepEqual(ledger.query({ by: 'workflow' }), [
        { key: trips.key, name: 'Trips', usage: usage(110, 220), runs: 2, calls: 2 },
        { key: 'other', name: 'Other', usage: usage(1, 2), runs: 1, calls: 1 },
      ]);
      assert.deepEqual(ledger.query({ by: 'workflow', from: ledger.day, to: ledger.day }), [
        { key: trips.key, name: 'Trips', usage: usage(10, 20), runs: 1, calls: 1 },
        { key: 'other', name: 'Other', usage: usage(1, 2), runs: 1, calls: 1 },
      ]);
    }
    assert.equal(statSync(path()).mode & 0o777, 0o600);
  });

  it('counts runs of the demo apart, also those that an earlier version wrote', async () => {
    writeFileSync(
      path(),
      '\n{"v":1,"type":"run","runId":"r0","day":"2026-11-23","key":"demo","name":"Demo","usage":{"input":7,"output":8,"unsplit":0}}\n',
    );
    const ledger = await open();
    await ledger.add(entry('r1', 10, 20));
    await ledger.add(entry('r2', 1, 2, demo));
    await ledger.add(entry('r3', 1, 2, demo, noon - dayMs));
    assert.deepEqual(ledger.today(), { usage: usage(10, 20), runs: 1, calls: 1 });
    assert.deepEqual(
      ledger.query({ by: 'workflow' }).map(({ name }) => name),
      ['Trips'],
    );
    assert.deepEqual(ledger.query({ by: 'day', isDemo: true }), [
      { key: '2026-11-22', name: '2026-11-22', usage: usage(1, 2), runs: 1, calls: 1 },
      { key: '2026-11-23', name: '2026-11-23', usage: usage(8, 10), runs: 2, calls: 2 },
    ]);
    await ledger.reset();
    assert.deepEqual(ledger.query({ by: 'workflow', isDemo: true }), []);
  });

  it('counts a run once, by the largest figures it reported', async () => {
    const ledger = await open();
    await ledger.add(entry('r1', 10, 20));
    await ledger.add(entry('r1', 5, 25));
    await ledger.add(entry('r1', 10, 20));
    assert.deepEqual(ledger.today(), { usage: usage(10, 25), runs: 1, calls: 1 });
    assert.deepEqual((await open()).today(), { usage: usage(10, 25), runs: 1, calls: 1 });
    assert.equal(
      readFileSync(path(), 'utf8').trim().split(/\n+/).length,
      2,
      'what is no news is not written',
    );
  });

  it('begins at nothing on the next day, by the local date', async () => {
    let now = noon;
    const ledger = await open(() => now);
    await ledger.add(entry('r1', 10, 20));
    now = new Date(2026, 10, 24, 0, 0, 1).getTime();
    assert.deepEqual(ledger.today(), { usage: usage(0, 0), runs: 0, calls: 0 });
    now = new Date(2026, 10, 23, 23, 59, 59).getTime();
    assert.equal(ledger.today().runs, 1);
  });

  it('says within a minute that a new day has begun while the computer slept', async () => {
    const timers = mock.timers;
    timers.enable({ apis: ['setTimeout'] });
    try {
      let now = noon;
      const ledger = await open(() => now);
      let changes = 0;
      ledger.onDidChange(() => changes++);
      timers.tick(60_000);
      assert.equal(changes, 0, 'the day is the same');
      now = new Date(2026, 10, 24, 6).getTime();
      timers.tick(60_000);
      assert.equal(changes, 1);
      timers.tick(60_000);
      assert.equal(changes, 1, 'once');
    } finally {
      timers.reset();
    }
  });

  it('falls by a reset only, and a run that reports again after it brings back nothing old', async () => {
    const ledger = await open();
    await ledger.add(entry('r1', 10, 20));
    await ledger.reset();
    assert.deepEqual(ledger.today(), { usage: usage(0, 0), runs: 0, calls: 0 });
    assert.deepEqual(ledger.query({ by: 'workflow' }), []);
    await ledger.add(entry('r1', 12, 20));
    await ledger.add(entry('r2', 1, 1));
    assert.deepEqual(ledger.today(), { usage: usage(3, 1), runs: 1, calls: 1 });
    assert.deepEqual((await open()).today(), { usage: usage(3, 1), runs: 1, calls: 1 });
  });

  it('shows one window what the other adds, and sets back both', async () => {
    const here = await open();
    const there = await open();
    const told = (ledger: UsageLedger, runs: number) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (ledger.today().runs !== runs) return;
          subscription.dispose();
          resolve();
        };
        const subscription = ledger.onDidChange(check);
        check();
      });
    await Promise.all([here.add(entry('r1', 1, 1)), there.add(entry('r2', 2, 2))]);
    await Promise.all([told(here, 2), told(there, 2)]);
    assert.deepEqual(here.today(), there.today());
    await there.reset();
    await told(here, 0);
  });

  it('reads past lines that are torn, damaged or of another version', async () => {
    const ledger = await open();
    await ledger.add(entry('r1', 10, 20));
    appendFileSync(path(), '{"v":1,"type":"run","runId":"r2","day":"2026-11-2');
    await ledger.add(entry('r3', 1, 2));
    appendFileSync(
      path(),
      [
        '\0\0\0\0',
        'null',
        '[]',
        '{"v":2,"type":"run","runId":"r4","day":"2026-11-23","key":"k","usage":{"input":1}}',
        '{"v":1,"type":"run","runId":"r5","day":"today","key":"k","usage":{"input":1}}',
        '{"v":1,"type":"run","runId":"r6","day":"2026-11-23","key":"k","usage":{"input":"7","output":null,"unsplit":-1}}',
        '{"v":1,"type":"run","runId":"r7","day":"2026-11-23","key":"k"}',
        '{"v":1,"type":"reset"}',
        '',
      ].join('\n'),
    );
    const again = await open();
    assert.deepEqual(again.today(), { usage: usage(11, 22), runs: 4, calls: 4 });
  });

  it('survives a cut at every byte', async () => {
    const ledger = await open();
    for (let run = 0; run < 4; run++) await ledger.add(entry(`r${String(run)}`, 1, 0));
    ledger.dispose();
    const whole = readFileSync(path());
    let least = 0;
    for (let length = 0; length <= whole.length; length++) {
      writeFileSync(path(), whole.subarray(0, length));
      const cut = await open();
      const { runs, usage: sum } = cut.today();
      assert.equal(sum.input, runs);
      assert.ok(runs >= least && runs <= 4);
      least = runs;
      cut.dispose();
    }
    assert.equal(least, 4);
  });

  it('keeps counting where the disk refuses, says so, and writes it down once the disk lets it', async () => {
    const ledger = await open();
    await ledger.add(entry('r1', 1, 1));
    rmSync(place.directory, { recursive: true });
    writeFileSync(place.directory, 'a file in its place');
    await ledger.add(entry('r2', 2, 2));
    assert.equal(ledger.today().runs, 2);
    assert.ok(warnings.length > 0);
    rmSync(place.directory);
    mkdirSync(place.directory);
    await ledger.add(entry('r3', 4, 4));
    assert.deepEqual(ledger.today(), { usage: usage(7, 7), runs: 3, calls: 3 });
    assert.deepEqual((await open()).today().usage, usage(6, 6), 'what was refused is there, too');
  });

  it('is always a valid count and never decreases, whatever is reported', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            run: fc.integer({ min: 0, max: 3 }),
            input: fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -1, 2 ** 60)),
            output: fc.oneof(fc.double(), fc.nat()),
          }),
          { maxLength: 8 },
        ),
        async (reports) => {
          rmSync(path(), { force: true });
          const ledger = await open();
          let before = 0;
          for (const { run, input, output } of reports) {
            await ledger.add(entry(`r${String(run)}`, input, output));
            const now = totalTokens(ledger.today().usage);
            assert.ok(Number.isFinite(now) && now >= before, `${String(before)} -> ${String(now)}`);
            before = now;
          }
          const reopened = await open();
          assert.equal(totalTokens(reopened.today().usage), before);
          // Each open ledger reads the file whenever another one writes.
          for (const done of [ledger, reopened]) done.dispose();
        },
      ),
      { numRuns: runs(40) },
    );
  });

  it('does not fall when its file is gone', async () => {
    const ledger = await open();
    await ledger.add(entry('r1', 10, 20));
    rmSync(path());
    await ledger.refresh();
    assert.equal(ledger.today().runs, 1);
    await ledger.add(entry('r2', 1, 1));
    assert.deepEqual(ledger.today(), { usage: usage(11, 21), runs: 2, calls: 2 });
  });

  it('names days as the calendar on the wall does', () => {
    assert.equal(localDay(new Date(2026, 0, 5, 0, 0, 0).getTime()), '2026-01-05');
    assert.equal(localDay(new Date(2026, 11, 31, 23, 59, 59).getTime()), '2026-12-31');
  });

  it('opens where it may not read, and counts from nothing', async () => {
    mkdirSync(path());
    const ledger = await open();
    await ledger.add(entry('r1', 1, 1));
    assert.equal(ledger.today().runs, 1);
    assert.ok(warnings.length > 0);
  });
});
