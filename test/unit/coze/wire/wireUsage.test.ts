import assert from 'node:assert/strict';
import { decodeTotal, decodeUsage } from '../../../../src/coze/wire/wireUsage';

/** A value of the wire, and the total that it counts. */
const rows: readonly (readonly [unknown, number | undefined])[] = [
  [{ token_count: 3 }, 3],
  [{ total_tokens: 4 }, 4],
  [{ token_count: 3, total_tokens: 4 }, 3],
  [{ token_count: '5' }, 5],
  ['{"token_count": "6"}', 6],
  ['{"token_count": 6', undefined],
  [{ token_count: 2.9 }, 2],
  [{ token_count: 1e300 }, 1e12],
  [{ token_count: 0 }, undefined],
  [{ token_count: -1 }, undefined],
  [{ token_count: '' }, undefined],
  [{ token_count: 'many' }, undefined],
  [{ token_count: true }, undefined],
  [{ token_count: [7] }, undefined],
  [{ token_count: null }, undefined],
  [{}, undefined],
  [null, undefined],
  ['3', undefined],
];

describe('The total of the tokens', () => {
  for (const [value, total] of rows) {
    it(`is ${String(total)} for ${JSON.stringify(value)}`, () => {
      assert.equal(decodeTotal(value), total);
      const usage = total === undefined ? undefined : { input: 0, output: 0, unsplit: total };
      assert.deepEqual(decodeUsage(value), usage);
    });
  }
});
