import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compactCount, usageFigures, usageStatusText } from '../../../src/host/usage/usageText';

describe('compactCount', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0'],
    [1, '1'],
    [999, '999'],
    [9_999, '9999'],
    [10_000, '10.0k'],
    [12_345, '12.3k'],
    [12_399, '12.3k'],
    [99_999, '99.9k'],
    [123_456, '123k'],
    [999_999, '999k'],
    [1_000_000, '1.00M'],
    [4_567_890, '4.56M'],
    [45_678_900, '45.6M'],
    [2e9, '2.00G'],
    [3e12, '3.00T'],
    [-5, '0'],
    [Number.NaN, '0'],
  ];
  for (const [count, text] of cases)
    it(`formats ${text} for ${String(count)}`, () => assert.equal(compactCount(count), text));

  it('never exceeds the count, and is monotonic', () => {
    const valueOf = (text: string) =>
      Number.parseFloat(text) * ({ k: 1e3, M: 1e6, G: 1e9, T: 1e12 }[text.at(-1) ?? ''] ?? 1);
    fc.assert(
      fc.property(fc.nat({ max: 1e15 }), fc.nat({ max: 1e9 }), (count, more) => {
        const shown = valueOf(compactCount(count));
        assert.ok(shown <= count * (1 + 1e-9));
        assert.ok(valueOf(compactCount(count + more)) >= shown);
      }),
    );
  });
});

describe('usageFigures and usageStatusText', () => {
  it('adds input and output tokens', () => {
    assert.equal(usageStatusText({ input: 100, output: 23, unsplit: 0 }), '$(pulse) 123');
  });

  it('uses a total that the service did not split', () => {
    assert.equal(usageStatusText({ input: 0, output: 0, unsplit: 7 }), '$(pulse) 7');
  });

  it('groups digits', () => {
    assert.deepEqual(usageFigures({ input: 12_345, output: 999, unsplit: 0 }), {
      input: '12,345',
      output: '999',
      total: '13,344',
    });
    assert.equal(usageFigures({ input: 1_000_000_000, output: 0, unsplit: 0 }).total, '1,000,000,000');
  });
});
