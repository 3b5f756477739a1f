import assert from 'node:assert/strict';
import { editorLanguage } from '../../../../src/host/messages/editorLanguage';
import { replaced } from '../../../../src/host/messages/replacedText';
import { terminalText } from '../../../../src/host/messages/terminalText';

describe('terminalText', () => {
  for (const [name, text, expected] of [
    ['the last line break', 'npm start\n', 'npm start'],
    ['the last line breaks and blanks', 'npm start \r\n\n', 'npm start'],
    ['escape sequences', '\u001B[201~ls\u001B', '[201~ls'],
    ['a carriage return', 'ls\rrm', 'ls\nrm'],
    ['line and paragraph separators', 'a\u2028b\u2029c', 'a\nb\nc'],
    ['control characters', 'a\u0003b\u0004c\u007F', 'abc'],
    ['C1 control characters', 'a\u0085b\u009Bc', 'abc'],
    ['direction marks and zero-width characters', 'a\u202Eb\u200Bc\uFEFF', 'abc'],
    ['a tab', 'a\tb', 'a b'],
    ['only a line break', '\n', ''],
  ] as const) {
    it(`does not contain what would run or hide: ${name}`, () => {
      assert.equal(terminalText(text), expected);
    });
  }

  it('keeps the line breaks within, and letters of every script', () => {
    assert.equal(terminalText('echo 你好 \\\n  | cat'), 'echo 你好 \\\n  | cat');
  });
});

describe('editorLanguage', () => {
  const known = ['typescript', 'shellscript', 'python', 'plaintext', 'rust'];
  for (const [fence, id] of [
    ['ts', 'typescript'],
    ['TypeScript', 'typescript'],
    ['bash', 'shellscript'],
    ['py', 'python'],
    ['rust', 'rust'],
    ['text', 'plaintext'],
    ['js', undefined],
    ['', undefined],
    ['__proto__', undefined],
    ['constructor', undefined],
  ] as const) {
    it(`of a fence "${fence}" is ${id ?? 'unknown'}`, () => {
      assert.equal(editorLanguage(fence, known), id);
    });
  }
});

describe('replaced', () => {
  it('replaces parts in any order, also empty ones', () => {
    const parts = [
      { start: 4, end: 6, text: 'YY' },
      { start: 0, end: 1, text: '' },
      { start: 2, end: 2, text: 'X' },
    ];
    assert.equal(replaced('abcdefg', parts), 'bXcdYYg');
  });
});
