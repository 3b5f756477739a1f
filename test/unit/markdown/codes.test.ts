import assert from 'node:assert/strict';
import { codesOf } from '../../../src/markdown/codes';

const texts = (text: string, isComplete = true) => codesOf(text, isComplete).map(({ code }) => code);

describe('codesOf', () => {
  it('finds fences, indented code, and code within lists and quotes, in the order of the text', () => {
    const text = [
      'Words\n',
      '```ts\nconst a = 1;\n\nconst b = 2;\n```\n',
      '- item\n\n  ```sh\n  npm start\n  ```\n',
      '> ~~~\n> quoted\n> ~~~\n',
      'Paragraph\n\n    indented\n    code\n',
      '````\n```\nnot the end\n```\n````',
    ].join('\n');
    assert.deepEqual(texts(text), [
      'const a = 1;\n\nconst b = 2;',
      'npm start',
      'quoted',
      'indented\ncode',
      '```\nnot the end\n```',
    ]);
  });

  it('returns a very long block as one', () => {
    const code = Array.from({ length: 5_000 }, (_, index) => `line ${String(index)}`).join('\n');
    assert.deepEqual(texts(`Before\n\n\`\`\`\n${code}\n\`\`\`\n\nAfter\n\n\`\`\`\nlast\n\`\`\``), [
      code,
      'last',
    ]);
  });

  it('returns a very long line as one', () => {
    const code = 'x'.repeat(300_000);
    assert.deepEqual(texts(`\`\`\`\n${code}\n\`\`\``), [code]);
  });

  it('includes a block that is incomplete', () => {
    assert.deepEqual(texts('```js\nlet a', false), ['let a']);
    assert.deepEqual(texts('no code', false), []);
  });

  it('returns the info string of each fence, also of a long one', () => {
    const long = 'x\n'.repeat(5_000);
    const text = `\`\`\`ts {1}\n${long}\`\`\`\n\n- \`\`\`sh\n  npm\n  \`\`\`\n\n      indented\n\n~~~\nlast`;
    assert.deepEqual(
      codesOf(text).map(({ info }) => info),
      ['ts {1}', 'sh', '', ''],
    );
  });
});
