import assert from 'node:assert/strict';
import { emptyEnvironment, parse } from '../../../src/markdown/parse/parser';

/** The content of the cells in the body of the first table. */
function cells(text: string): readonly string[] {
  const tokens = parse(text, emptyEnvironment());
  return tokens.filter((_, index) => tokens[index - 1]?.type === 'td_open').map(({ content }) => content);
}

describe('A row of a table', () => {
  const head = '| a | b |\n|---|---|\n';
  for (const [row, ...expected] of [
    ['| x | y |', 'x', 'y'],
    ['| x |', 'x', ''],
    ['| `string|null` | 可空 |', '`string|null`', '可空'],
    ['| ``a|`b`` | $P(A|B)$ |', '``a|`b``', '$P(A|B)$'],
    ['| \\(|x|\\) | c |', '\\(|x|\\)', 'c'],
    ['| x | y | z | w |', 'x', 'y | z | w'],
    ['x | y | z', 'x', 'y | z'],
    ['| x \\| y | z |', 'x | y', 'z'],
    ['| `a | b` | c | d |', '`a | b`', 'c | d'],
    ['| ` | b |', '`', 'b'],
    ['| ` | b | c ` |', '`', 'b | c `'],
    ['| $99 | $129 | 优惠 |', '$99', '$129 | 优惠'],
  ] as const) {
    it(`keeps all text: ${row}`, () => {
      assert.deepEqual(cells(head + row), expected);
      assert.deepEqual(cells(`> ${(head + row).replaceAll('\n', '\n> ')}`), expected);
      assert.deepEqual(cells(`- ${(head + row).replaceAll('\n', '\n  ')}`), expected);
    });
  }
});

describe('The header of a table', () => {
  it('is not an item or a heading', () => {
    const typesOf = (text: string) => parse(text, emptyEnvironment()).map(({ type }) => type);
    assert.deepEqual(typesOf('- a | b\n  --- | ---\n').slice(0, 3), [
      'bullet_list_open',
      'list_item_open',
      'table_open',
    ]);
    assert.equal(typesOf('# a | b\n--- | ---\n')[0], 'heading_open');
  });

  for (const [head, ...expected] of [
    ['| `a|b` | 说明 |\n|---|---|', '`a|b`', '说明'],
    ['| $P(A|B)$ | x |\n|:-|-:|', '$P(A|B)$', 'x'],
    ['`a|b` | c\n--- | ---', '`a|b`', 'c'],
    ['| a | `b|c` | d |\n|-|-|-|-|', 'a', '`b', 'c`', 'd'],
  ] as const) {
    it(`keeps a pipe within code or a formula: ${head.replace('\n', '⏎')}`, () => {
      const tokens = parse(`前文\n\n${head}\n| 1 | 2 |\n`, emptyEnvironment());
      const heads = tokens.filter((_, index) => tokens[index - 1]?.type === 'th_open');
      assert.deepEqual(
        heads.map(({ content }) => content),
        expected,
      );
      assert.deepEqual(cells(head + '\n| 1 | 2 |').slice(0, 2), ['1', '2']);
    });
  }
});
