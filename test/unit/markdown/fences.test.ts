import assert from 'node:assert/strict';
import { codesOf } from '../../../src/markdown/codes';
import {
  emptyEnvironment,
  openEnvironment,
  parse,
  type ParseEnvironment,
} from '../../../src/markdown/parse/parser';
import type { Segment } from '../../../src/markdown/cut/segment';
import { Segmenter } from '../../../src/markdown/cut/segmenter';
import { tokensOf } from '../../../src/markdown/cut/segmentTokens';

/** Code blocks and the content of other blocks, in the order of the text. */
function read(segments: readonly Segment[], isOpen = false): readonly string[] {
  const environment = emptyEnvironment();
  return segments.flatMap((segment, index) => {
    if (segment.type === 'code')
      return segment.isFirst ? [`<${segment.info}> ${segment.code}`] : [segment.code];
    const isEnd = isOpen && index === segments.length - 1;
    return contents(segment, isEnd ? openEnvironment(environment, true) : environment);
  });
}

function contents(
  segment: Exclude<Segment, { type: 'code' }>,
  environment: ParseEnvironment,
): readonly string[] {
  return tokensOf(segment, environment).flatMap(({ type, content, info }) => {
    if (type === 'fence') return [`<${info.trim()}> ${content.replace(/\n$/, '')}`];
    return type === 'inline' || type === 'code_block' ? [content] : [];
  });
}

function whole(text: string): readonly string[] {
  const segmenter = new Segmenter();
  return read([...segmenter.append(text), ...segmenter.finish()]);
}

describe('A fence', () => {
  for (const [name, text, ...expected] of [
    ['opens after text', '示例：```js\nlet a;\n```\n后文\n', '示例：', '<js> let a;', '后文'],
    ['opens after a colon', 'Output:```\n1\n```\nend', 'Output:', '<> 1', 'end'],
    [
      'opens after text and a space',
      'Run this: ```bash\nnpm i\n```\n\nend',
      'Run this:',
      '<bash> npm i',
      'end',
    ],
    ['opens after code', '用 `a` 或 ```b``` 写：```js\nx\n```\n后', '用 `a` 或 ```b``` 写：', '<js> x', '后'],
    ['opens after more lines', '一\n二：```js\nx\n```\n后', '一', '二：', '<js> x', '后'],
    ['opens after a heading', '## 例：```js\nx\n```\n后', '例：', '<js> x', '后'],
    ['opens after text in an item', '- 一：```js\n  x\n  ```\n- 二', '一：', '<js> x', '二'],
    ['opens in an item, not indented', '1. 一：```sh\nnpm i\n```\n2. 二', '一：', '<sh> npm i', '二'],
    ['stands in an item, not indented', '1. ```sh\nnpm i\n```\n2. 二', '<sh> npm i', '二'],
    ['ends left of its item', '1. 一\n   ```sh\n   npm i\n```\n2. 二', '一', '<sh> npm i', '二'],
    ['opens after text in a quote', '> 一：```js\n> x\n> ```\n\n后', '一：', '<js> x', '后'],
    ['ends after code', '```js\nlet a;\nlet b;```\n后文', '<js> let a;\nlet b;', '后文'],
    ['opens and ends glued', '例：```js\nlet a;```\n后文', '例：', '<js> let a;', '后文'],
    ['ends before text', '```js\nlet a;\n```后文\n**又**', '<js> let a;', '后文\n**又**'],
    ['ends before words', '```js\nlet a;\n```Then run it.\n', '<js> let a;', 'Then run it.'],
    ['ends before a heading', '```js\nlet a;\n```## 二\n文', '<js> let a;', '二', '文'],
    ['ends before another', '```js\na\n```后文：```sh\nb\n```完', '<js> a', '后文：', '<sh> b', '完'],
    ['ends before text in an item', '- ```js\n  a\n  ```后文\n- 二', '<js> a', '后文', '二'],
    ['ends before text in a quote', '> ```js\n> a\n> ```后文\n\n二', '<js> a', '后文', '二'],
    [
      'within a Markdown fence opens and closes there',
      '```markdown\n# A\n```js\nx\n```\nB\n```\n后文',
      '<markdown> # A\n```js\nx\n```\nB',
      '后文',
    ],
    [
      'within an item of a Markdown fence',
      '```md\n1. a\n    ```js\n    x\n    ```\n- ```sh\n  y\n  ```\n例：```py\nz```\n```\n后文',
      '<md> 1. a\n    ```js\n    x\n    ```\n- ```sh\n  y\n  ```\n例：```py\nz```',
      '后文',
    ],
    [
      'within a longer Markdown fence',
      '````markdown\n```js\nx\n```\n```\ny\n```\n````\n后文',
      '<markdown> ```js\nx\n```\n```\ny\n```',
      '后文',
    ],
    [
      'without an info string opens in a Markdown fence after a colon',
      '```markdown\n# A\n运行：\n```\nnpm i\n```\n完\n```\n\n后文',
      '<markdown> # A\n运行：\n```\nnpm i\n```\n完',
      '后文',
    ],
    [
      'without an info string opens in a Markdown fence after a heading and a blank line',
      '```md\n## Usage\n\n```\nnpm i\n```\n\nText\n\n```\nls -l\n```\n```\nThat is all.',
      '<md> ## Usage\n\n```\nnpm i\n```\n\nText\n\n```\nls -l\n```',
      'That is all.',
    ],
    [
      'without an info string ends a Markdown fence before a blank line or a sentence',
      '```md\n正文\n\n```\n以上是文档。\n\n```md\nB\n```\nok',
      '<md> 正文\n',
      '以上是文档。',
      '<md> B',
      'ok',
    ],
    ['is not begun by code', '用```js```、```a b``` 与 ```x\ny', '用```js```、```a b``` 与 ```x\ny']
      .slice(0, 2)
      .concat(['用```js```、```a b``` 与', '<x> y']),
    ['is not begun by code in words', '见 ```let a``` 处\n后文', '见 ```let a``` 处\n后文'],
    ['is not begun by marks that are spoken of', '标记是 ```\n后文', '标记是 ```\n后文'],
    ['is not begun before a blank line', '用 ```js\n\n后文', '用 ```js', '后文'],
    [
      'is not ended by marks in its code',
      '```js\ns = "```"\n// ```\n```\n后',
      '<js> s = "```"\n// ```',
      '后',
    ],
    ['is not ended by an info string', '```\n```js\n```\n后', '<> ```js', '后'],
  ] as readonly (readonly string[])[]) {
    it(String(name), () => {
      assert.deepEqual(whole(text ?? ''), expected);
      assert.deepEqual(
        codesOf(text ?? '').map(({ code }) => code),
        expected.filter((one) => one.startsWith('<')).map((one) => one.replace(/^<\w*> /, '')),
      );
    });

    it(`${String(name)}, character by character`, () => {
      const segmenter = new Segmenter();
      const settled: Segment[] = [];
      const all = expected.join('\n').replace(/<\w*> /g, '');
      for (const [index, character] of Array.from(text ?? '').entries()) {
        settled.push(...segmenter.append(character));
        const other = new Segmenter();
        assert.deepEqual(
          settled,
          other.append(
            Array.from(text ?? '')
              .slice(0, index + 1)
              .join(''),
          ),
        );
        const open = segmenter.open();
        assert.deepEqual(open, other.open());
        if (String(name).includes('not begun')) continue;
        const seen = read([...settled, ...open], true)
          .join('\n')
          .replace(/<\w*> /g, '');
        assert.ok(all.startsWith(seen.trimEnd()), `${seen}\n--\n${all}`);
      }
      assert.deepEqual(read([...settled, ...segmenter.finish()]), expected);
    });
  }

  it('is read the same way in a part and in the whole text', () => {
    const text = '> 一：```js\n> x```\n\n二：```js\ny\n```三\n';
    const types = parse(text, emptyEnvironment()).filter(({ type }) => type === 'fence' || type === 'inline');
    assert.deepEqual(
      types.map(({ content }) => content),
      ['一：', 'x\n', '二：', 'y\n', '三'],
    );
  });
});
