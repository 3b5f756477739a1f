import assert from 'node:assert/strict';
import { emptyEnvironment, parser } from '../../../src/markdown/parse/parser';
import { Segmenter } from '../../../src/markdown/cut/segmenter';
import { hostileTexts } from '../../view/support/hostileTexts';

/** Characters that the block parser reads for each character of a text, and the number of its segments. */
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

/** Each line of these is read again within the window, because a formula or a title may close late. */
const lookedAtAgain = new Set([
  '$$\\n',
  '\\\\[ a\\n',
  '$$\\na\\n$$\\n',
  '$$ a\\nb\\n',
  '[^1]: note\\n',
  'definitions with open titles',
  'formulas that close far away',
]);

describe('The work of segmenting a hostile text', () => {
  for (const [name, whole] of Object.entries(hostileTexts(24_000))) {
    const text = lookedAtAgain.has(name) ? whole.slice(0, 4_000) : whole;
    it(`is a small multiple of its length, at once or in deltas: ${name}`, () => {
      const atOnce = workFor(text, text.length);
      const inDeltas = workFor(text, 6);
      assert.ok(atOnce.work <= 3, `${String(atOnce.work)} at once`);
      assert.ok(inDeltas.work <= (lookedAtAgain.has(name) ? 600 : 20), `${String(inDeltas.work)} in deltas`);
      assert.equal(inDeltas.segments, atOnce.segments);
    }).timeout(60_000);
  }
});

/** Characters of all addresses that are normalised while the inline content of a text is parsed. */
function addressesFor(text: string): number {
  const markdown = parser();
  const normalise = markdown.normalizeLink.bind(markdown);
  let looked = 0;
  markdown.normalizeLink = (url) => {
    looked += url.length;
    return normalise(url);
  };
  try {
    markdown.parseInline(text, emptyEnvironment());
    return looked;
  } finally {
    markdown.normalizeLink = normalise;
  }
}

describe('The work of finding URLs', () => {
  for (const text of [
    'https://a[',
    'https://a(',
    'https://a@',
    'https://a/',
    'https://1.2.3.999/',
    'https://a:99999/x',
    'https://',
    'https://a.b https://',
    'https://[::',
  ]) {
    it(`normalizes no URL twice: ${text} many times`, () => {
      const many = text.repeat(100_000 / text.length);
      assert.ok(addressesFor(many) <= many.length * 2);
    });
  }
});

describe('Segments of a long text', () => {
  for (const characters of [
    '*',
    '"',
    '[',
    '(',
    '`',
    '|',
    '>',
    '_',
    '#',
    '- ',
    '1. ',
    '    ',
    '\\',
    '<',
    '!',
    '~',
    '$',
  ]) {
    it(`are never longer than the window of a step: ${characters}`, () => {
      const segmenter = new Segmenter();
      const text = characters.repeat(200_000 / characters.length);
      const segments = [...segmenter.append(text), ...segmenter.finish()];
      assert.ok(segments.length > 1);
      assert.ok(segments.every(({ source }) => source.length <= 66_000));
    });
  }
});
