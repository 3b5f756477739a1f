import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addTokens, maxTokens, noTokens, totalTokens } from '../../../src/shared/usage';

const tokens = fc.record({ input: fc.nat(1e9), output: fc.nat(1e9), unsplit: fc.nat(1e9) });

describe('tokens', () => {
  it('are added by count', () => {
    assert.deepEqual(addTokens({ input: 1, output: 2, unsplit: 3 }, { input: 10, output: 20, unsplit: 30 }), {
      input: 11,
      output: 22,
      unsplit: 33,
    });
    assert.equal(totalTokens({ input: 1, output: 2, unsplit: 3 }), 6);
  });

  it('reported twice count once', () => {
    const report = { input: 20, output: 10, unsplit: 0 };
    assert.deepEqual(maxTokens(report, report), report);
    assert.deepEqual(maxTokens(noTokens, report), report);
    assert.deepEqual(maxTokens({ input: 0, output: 0, unsplit: 30 }, report), report);
    assert.deepEqual(maxTokens(report, { input: 0, output: 0, unsplit: 42 }), { ...report, unsplit: 12 });
  });

  it('have an exact sum, however large the counts are', () => {
    const most = Number.MAX_SAFE_INTEGER;
    assert.equal(totalTokens({ input: most, output: most, unsplit: 3 }), most);
  });

  it('never decrease, in any order of reports', () => {
    fc.assert(
      fc.property(tokens, tokens, (a, b) => {
        const both = maxTokens(a, b);
        assert.deepEqual(both, maxTokens(b, a));
        assert.ok(totalTokens(both) >= Math.max(totalTokens(a), totalTokens(b)));
        assert.ok(totalTokens(both) <= totalTokens(addTokens(a, b)));
        assert.ok(both.input >= a.input && both.output >= b.output && both.unsplit >= 0);
      }),
    );
  });
});
