import assert from 'node:assert/strict';
import { foreignLines } from '../../../src/shared/text/foreignText';
import { foreignLabel, foreignNotice, foreignText } from '../../../src/host/foreignText';

describe('A foreign text', () => {
  it('is one line without control characters and marks of text direction', () => {
    assert.equal(foreignText(' a\r\nb\u202e\u200b\u0007c\u2066 '), 'a bc');
  });

  it('keeps its line breaks and tabs where these are wanted', () => {
    assert.equal(foreignLines(' a\tb\r\nc\u202e\rd\u0007 ', 20), 'a\tb\nc\nd');
  });

  it('is cut at a length', () => {
    assert.deepEqual([foreignText('abcdef', 4), foreignLines('abcdef', 4)], ['abc…', 'abc…']);
    assert.deepEqual([foreignText('abcd', 4), foreignLines('abcd', 4)], ['abcd', 'abcd']);
  });

  it('draws no icon in a label', () => {
    assert.equal(foreignLabel('$(trash) Ada'), '\\$(trash) Ada');
    assert.equal(foreignLabel('$(sync~spin) $(date) end'), '\\$(sync~spin) \\$(date) end');
    assert.equal(foreignLabel('echo $(date +%s) $HOME ($)'), 'echo $(date +%s) $HOME ($)');
  });

  it('makes no link in a notification', () => {
    assert.equal(foreignNotice('[Ada](command:coze.signOut)'), '[Ada] (command:coze.signOut)');
    assert.equal(foreignNotice('[a]\u200b(https://evil.example)'), '[a] (https://evil.example)');
  });
});
