import assert from 'node:assert/strict';
import { bundleName } from '../../../../src/host/runs/bundleName';

describe('The name of an exported run', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  for (const [place, day] of [
    ['Asia/Shanghai', '2026-12-01'],
    ['America/New_York', '2026-11-30'],
    ['UTC', '2026-11-30'],
  ] as const) {
    it(`has the day of the run in ${place}`, () => {
      process.env['TZ'] = place;
      const startedAt = Date.UTC(2026, 10, 30, 23, 30);
      assert.equal(bundleName({ name: '天气/Weather', startedAt }), `天气 Weather ${day}.coze-run.json`);
    });
  }

  it('never ends within a character', () => {
    const name = bundleName({ name: `${'a'.repeat(59)}😀`, startedAt: 0 });
    assert.doesNotMatch(name, /\p{Surrogate}/u);
    assert.match(name, /^a{59} 19/);
    assert.match(bundleName({ name: ' ../ ', startedAt: 0 }), /^run 19/);
  });
});
