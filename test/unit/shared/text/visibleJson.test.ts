import assert from 'node:assert/strict';
import type { JsonObject } from '../../../../src/shared/json/json';
import { memberNames, visibleJson } from '../../../../src/shared/text/visibleJson';

describe('JSON for display', () => {
  it('has escapes for what is not visible, and reads as the same value', () => {
    const json = '{"a\u202eb":"\u200b\u{e0041}","__proto__":{"c":[1,true]},"d":"\u4f60\u597d \u{1f600}\\n"}';
    const value = JSON.parse(json) as JsonObject;
    const text = visibleJson(value);
    assert.doesNotMatch(text, /[^\P{C}\n]/u);
    assert.ok(text.includes('"a\\u202eb": "\\u200b\\udb40\\udc41"'), text);
    assert.ok(text.includes('"d": "\u4f60\u597d \u{1f600}\\n"'), text);
    assert.equal(JSON.stringify(JSON.parse(text)), JSON.stringify(value));
    assert.equal(memberNames(value), 'ab, __proto__, d');
  });

  it('names the members on one line of bounded length', () => {
    const value = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`a\n${index}`, index]));
    assert.match(memberNames(value), /^a 0, a 1, [^\n]{180,190}…$/);
  });
});
