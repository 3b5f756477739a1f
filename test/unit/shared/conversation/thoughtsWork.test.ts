import assert from 'node:assert/strict';
import { splitThoughts } from '../../../../src/shared/conversation/thoughts';

describe('The work of finding reasoning within an answer', () => {
  it('is linear', () => {
    const count = 50_000;
    for (const unit of [
      '<think>a</think>',
      '<think>',
      '</think>',
      '\n<think>',
      'a\n</think>',
      '<',
      ' ',
      '`\n',
    ]) {
      const { text: said, reasoning } = splitThoughts(unit.repeat(count));
      assert.ok(said.length + reasoning.length <= unit.length * count + 2 * count, unit);
    }
  }).timeout(60_000);
});
