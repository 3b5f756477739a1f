import assert from 'node:assert/strict';
import fc from 'fast-check';
import { selectionPrompt } from '../../../src/chat/selectionPrompt';
import { splitFencedCode } from '../../../webview/message/fencedCode';

describe('splitFencedCode', () => {
  it('returns a message without fences as it is', () => {
    assert.deepEqual(splitFencedCode('a `b`\n\n  c'), [{ type: 'text', text: 'a `b`\n\n  c' }]);
  });

  it('splits text and code in order and leaves the code unchanged', () => {
    assert.deepEqual(splitFencedCode('look:\n\n```js\n  let a;\n\n~~~\n```\nwhat now?'), [
      { type: 'text', text: 'look:' },
      { type: 'code', language: 'js', text: '  let a;\n\n~~~' },
      { type: 'text', text: 'what now?' },
    ]);
  });

  it('extends an unclosed fence to the end, as in a folded message', () => {
    assert.deepEqual(splitFencedCode('~~~\na\n```'), [{ type: 'code', language: '', text: 'a\n```' }]);
  });

  it('keeps every line except the fences', () => {
    const line = fc.constantFrom('', 'word', '  indented', '`tick`', '``` a`b');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const shown = splitFencedCode(['```ts', ...lines, '```'].join('\n'));
        assert.deepEqual(shown, [{ type: 'code', language: 'ts', text: lines.join('\n') }]);
      }),
    );
  });

  it('takes time in proportion to the length', () => {
    const cost = (message: string) => {
      const before = process.cpuUsage().user;
      splitFencedCode(message);
      return process.cpuUsage().user - before;
    };
    for (const message of [
      `\`\`\`js${' '.repeat(200_000)}b`,
      `\`\`\`\na\n\`\`\`\n${'\n'.repeat(200_000)}b`,
    ]) {
      // In microseconds. With the square of the length it would be 20 seconds and more.
      assert.ok(cost(message) < 1_000_000);
    }
  });

  it('returns any code of a question about a selection', () => {
    const piece = fc.constantFrom('`', '```', '~~~', '\n', ' ', 'let a;', '\r\n', '```ts\n');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const code = pieces.join('');
        const labels = { file: 'File', language: 'Language', lines: 'Lines' };
        const place = { languageId: 'ts', fileName: 'a.ts', startLine: 1, endLine: 2 };
        const codes = splitFencedCode(selectionPrompt('Why?', { ...place, code }, labels)).filter(
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
