import assert from 'node:assert/strict';
import { beginning } from '../../../../src/shared/text/beginning';
import { foreignText } from '../../../../src/shared/text/foreignText';

describe('the beginning of a text', () => {
  it('never ends within a character', () => {
    for (const [length, expected] of [
      [0, ''],
      [1, 'a'],
      [2, 'a'],
      [3, 'a😀'],
      [4, 'a😀b'],
      [9, 'a😀b'],
    ] as const) {
      assert.equal(beginning('a😀b', length), expected);
    }
  });

  it('is the whole text if it is not longer, also if it is malformed', () => {
    assert.equal(beginning('a\ud83d', 2), 'a\ud83d');
  });

  it('is used for names', () => {
    assert.equal(foreignText('a😀😀', 3), 'a…');
  });
});
