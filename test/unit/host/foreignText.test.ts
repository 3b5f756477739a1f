import assert from 'node:assert/strict';
import { foreignLabel, foreignNotice, foreignText } from '../../../src/host/foreignText';

describe('A foreign text', () => {
  it('is one line without control characters and marks of text direction', () => {
    assert.equal(foreignText(' a\r\nb\u202e\u200b\u0007c\u2066 '), 'a bc');
  });

  it('is cut at a length', () => {
    assert.equal(foreignText('abcdef', 4), 'abc…');
  });

  it('draws no icon in a label', () => {
    assert.equal(foreignLabel('$(trash) Ada'), '\\$(trash) Ada');
  });

  it('makes no link in a notification', () => {
    assert.equal(foreignNotice('[Ada](command:coze.signOut)'), '[Ada] (command:coze.signOut)');
    assert.equal(foreignNotice('[a]\u200b(https://evil.example)'), '[a] (https://evil.example)');
  });
});
