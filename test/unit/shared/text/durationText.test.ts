import assert from 'node:assert/strict';
import { durationWriter } from '../../../../src/shared/text/durationText';

describe('A duration', () => {
  const written = durationWriter('en');
  const rows = [
    [0, '0 ms'],
    [21.4, '21.4 ms'],
    [999, '999 ms'],
    [1_000, '1.00 s'],
    [12_404, '12.40 s'],
    [60_000, '1 min 00 s'],
    [59_994, '59.99 s'],
    [59_999, '1 min 00 s'],
    [185_200, '3 min 05 s'],
    [3_599_400, '59 min 59 s'],
    [3_599_900, '1 h 00 min'],
    [50_520_000, '14 h 02 min'],
    [86_399_999, '24 h 00 min'],
  ] as const;
  for (const [ms, text] of rows) {
    it(`of ${String(ms)} ms is written as "${text}"`, () => assert.equal(written(ms), text));
  }

  it('has the digits of its locale', () => {
    assert.equal(durationWriter('de')(12_404), '12,40 s');
  });
});
