import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainPieces } from '../../../webview/message/plainPieces';

const text = fc
  .array(
    fc
      .tuple(fc.constantFrom('a', 'word ', '\n', 'line\n', '😀', '中'), fc.nat(6_000))
      .map(([unit, count]) => unit.repeat(count)),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

describe('the pieces of a plain text', () => {
  it('are the text, in short pieces of whole characters', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const pieces = plainPieces(whole);
        assert.equal(pieces.join(''), whole);
        for (const piece of pieces) {
          assert.ok(piece.length <= 16_000);
          assert.doesNotMatch(piece, /[\uD800-\uDFFF]/u);
        }
      }),
    );
  });

  it('stay the same while the text grows, except the last one', () => {
    fc.assert(
      fc.property(text, text, (whole, more) => {
        const before = plainPieces(whole).slice(0, -1);
        assert.deepEqual(plainPieces(whole + more).slice(0, before.length), before);
      }),
    );
  });

  it('end with a line where they can', () => {
    const line = `${'word '.repeat(20)}\n`;
    for (const piece of plainPieces(line.repeat(1_000))) assert.ok(piece === '' || piece.endsWith('\n'));
  });
});
