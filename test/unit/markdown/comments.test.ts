import assert from 'node:assert/strict';
import { streamedTexts, textOf } from './shownText';

describe('An HTML comment', () => {
  for (const [name, text, expected] of [
    ['in a line', '甲<!-- 注 -->乙', '甲乙'],
    ['over two lines of a paragraph', '甲<!-- 注\n释 -->乙', '甲乙'],
    ['with a blank line in it', '甲\n\n<!-- 注\n\n释 -->\n\n乙', '甲\n乙'],
    ['with blocks in it', '<!--\n# 注\n\n- 释\n\n```js\nx\n```\n-->\n\n乙', '乙'],
    ['with text around it', '甲 <!-- 注\n\n释 --> 乙', '甲\n乙'],
    ['after a list', '- 甲\n<!-- 注\n\n释 -->\n\n乙', '甲\n乙'],
    ['in an item', '- 甲\n\n  <!-- 注\n\n  释 -->\n- 乙', '甲\n乙'],
    ['in a quote', '> 甲\n> <!-- 注\n>\n> 释 -->\n\n乙', '甲\n乙'],
    ['after a heading', '# 甲 <!-- 注\n\n释 -->\n乙', '甲\n乙'],
  ] as const) {
    it(`is hidden ${name}`, () => {
      assert.equal(textOf(text), expected);
    });

    it(`is never shown ${name} while the text streams`, () => {
      for (const shown of streamedTexts(text)) {
        assert.ok(expected.replaceAll('\n', '').startsWith(shown.replaceAll('\n', '').trimEnd()), shown);
      }
    });
  }

  it('is text without an end, in code, and where it is very long', () => {
    assert.equal(textOf('甲 <!-- 注\n\n释'), '甲 <!-- 注\n释');
    assert.equal(textOf('`<!--` 甲\n\n`-->` 乙'), '<!-- 甲\n--> 乙');
    assert.equal(textOf('```html\n<!-- 注\n\n释 -->\n```'), '<!-- 注\n\n释 -->');
    assert.match(textOf(`甲 <!-- 注\n\n${'长'.repeat(4_100)} -->`), /注\n长+ -->$/);
  });
});
