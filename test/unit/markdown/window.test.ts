import assert from 'node:assert/strict';
import { Window, windowLength } from '../../../src/markdown/cut/window';

const words = 'words of a line '.repeat(windowLength / 16);
const marks = '*'.repeat(windowLength);

describe('The window at the beginning of a text', () => {
  const rows: readonly (readonly [string, string, number])[] = [
    ['a line of words, up to the limit', words.repeat(5), 4 * windowLength],
    ['a long line that ends', `${words}words\n${words}`, windowLength + 6],
    ['short lines', 'a\n'.repeat(windowLength), windowLength],
    ['marks', marks + words, windowLength],
    ['marks after words', words + words + marks + words, 3 * windowLength],
    ['words with a mark in five characters', '[a] bcdefg'.repeat(2_000), windowLength],
    ['words with a mark in eight characters', `${'[a] bcdefghijklm'.repeat(1_500)}\n`, 24_001],
  ];
  for (const [name, text, end] of rows) {
    it(`has the same end at once and in pieces: ${name}`, () => {
      assert.equal(new Window().endIn(text), end);
      const window = new Window();
      let length = 0;
      while (length < text.length && length < window.endIn(text.slice(0, length))) length += 1_000;
      assert.equal(window.endIn(text.slice(0, length)), end);
    });
  }
});
