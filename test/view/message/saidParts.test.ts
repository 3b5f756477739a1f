import assert from 'node:assert/strict';
import fc from 'fast-check';
import { selectionPrompt } from '../../../src/chat/selectionPrompt';
import { saidParts } from '../../../webview/message/saidParts';

describe('the parts of a user’s message', () => {
  it('are the message itself where it holds no fence', () => {
    assert.deepEqual(saidParts('a `b`\n\n  c'), [{ type: 'words', text: 'a `b`\n\n  c' }]);
  });

  it('are words and code in their order, the code untouched', () => {
    assert.deepEqual(saidParts('look:\n\n```js\n  let a;\n\n~~~\n```\nwhat now?'), [
      { type: 'words', text: 'look:' },
      { type: 'code', language: 'js', text: '  let a;\n\n~~~' },
      { type: 'words', text: 'what now?' },
    ]);
  });

  it('go to the end where a fence is not closed, as in a message that is folded', () => {
    assert.deepEqual(saidParts('~~~\na\n```'), [{ type: 'code', language: '', text: 'a\n```' }]);
  });

  it('hold every line but the fences', () => {
    const line = fc.constantFrom('', 'word', '  indented', '`tick`', '``` a`b');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const shown = saidParts(['```ts', ...lines, '```'].join('\n'));
        assert.deepEqual(shown, [{ type: 'code', language: 'ts', text: lines.join('\n') }]);
      }),
    );
  });

  it('give back the code of a question about a selection, whatever is in it', () => {
    const piece = fc.constantFrom('`', '```', '~~~', '\n', ' ', 'let a;', '\r\n', '```ts\n');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const code = pieces.join('');
        const labels = { file: 'File', language: 'Language', lines: 'Lines' };
        const place = { languageId: 'ts', fileName: 'a.ts', startLine: 1, endLine: 2 };
        const codes = saidParts(selectionPrompt('Why?', { ...place, code }, labels)).filter(
          (part) => part.type === 'code',
        );
        assert.deepEqual(
          codes.map((part) => part.text),
          [code.replace(/\r\n?/g, '\n')],
        );
      }),
    );
  });
});
