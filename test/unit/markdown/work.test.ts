import assert from 'node:assert/strict';
import { parser } from '../../../src/markdown/parser';
import { Segmenter } from '../../../src/markdown/segmenter';
import { hostileTexts } from '../../view/support/hostileTexts';

/** Characters that the parser is given to find blocks in, for each character of a text, and how many segments it becomes. */
function workFor(text: string, size: number): { readonly work: number; readonly segments: number } {
  const { block } = parser();
  const parse = block.parse.bind(block);
  let parsed = 0;
  block.parse = (source, ...rest) => {
    parsed += source.length;
    parse(source, ...rest);
  };
  try {
    const segmenter = new Segmenter();
    let segments = 0;
    for (let end = 0; end < text.length; end += size) {
      segments += segmenter.append(text.slice(end, end + size)).length;
    }
    segments += segmenter.finish().length;
    return { work: parsed / text.length, segments };
  } finally {
    block.parse = parse;
  }
}

/** Of these each line is looked at again until they end, within the bounds of a window: a formula or a title may close late. */
const lookedAtAgain = new Set([
  '$$\\n',
  '\\\\[ a\\n',
  '$$\\na\\n$$\\n',
  '$$ a\\nb\\n',
  '[^1]: note\\n',
  'definitions with open titles',
  'formulas that close far away',
]);

describe('The work of cutting a hostile text', () => {
  for (const [name, whole] of Object.entries(hostileTexts(24_000))) {
    const text = lookedAtAgain.has(name) ? whole.slice(0, 4_000) : whole;
    it(`is a few times its length, at once or in deltas: ${name}`, () => {
      const atOnce = workFor(text, text.length);
      const inDeltas = workFor(text, 6);
      assert.ok(atOnce.work <= 3, `${String(atOnce.work)} at once`);
      assert.ok(inDeltas.work <= (lookedAtAgain.has(name) ? 600 : 20), `${String(inDeltas.work)} in deltas`);
      assert.equal(inDeltas.segments, atOnce.segments);
    }).timeout(20_000);
  }
});
