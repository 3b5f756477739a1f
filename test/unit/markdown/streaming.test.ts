import assert from 'node:assert/strict';
import { streamedTexts, textOf } from './shownText';

/** Asserts that each state of a message that streams is a beginning of the complete message, line breaks apart. */
function assertSteady(text: string): void {
  const whole = textOf(text).replaceAll('\n', '');
  for (const shown of streamedTexts(text)) {
    assert.ok(whole.startsWith(shown.replaceAll('\n', '').trimEnd()), `${shown}\n--\n${whole}`);
  }
}

describe('A message that streams', () => {
  for (const text of [
    'Name | Value\n--- | :-:\na | 1\nb | 2\n\n后文',
    '前文\nName|Value\n-|-\na|1\n',
    '- Name | Value\n  --- | ---\n  a | 1\n- 后',
    '> Name | Value\n> --- | ---\n> a | 1\n\n后',
    '> | Name | Value |\n> |---|---|\n> | a | 1 |\n',
    '| Name | Value |\n|---|---|\n| a | 1 |\n',
    '`a|b` | c\n---|---\n1 | 2',
    '上一页 | 下一页\n\n后文',
    '甲 | 乙\n丙',
    '- 甲 | 乙\n- 丙 | 丁\n',
    '绝对值 |x| 与 `a | b` 与 $|y|$ 。',
  ]) {
    it(`never shows table syntax that disappears again: ${text.replaceAll('\n', '⏎')}`, () => {
      assertSteady(text);
    });
  }

  for (const text of [
    '见 [文档][doc] 与 [说明][]。\n\n[doc]: https://a.example/b\n[说明]: https://a.example/c\n',
    '- 见 [**文档**][doc]\n\n后文\n\n[doc]: https://a.example/b\n',
    '图 ![图][i]。\n\n[i]: https://a.example/i.png\n',
    '数组 a[i][j]、b[0][x]，引文 [1][2]、[3]。\n\n后文',
  ]) {
    it(`never shows brackets of a link before its definition: ${text.replaceAll('\n', '⏎')}`, () => {
      assertSteady(text);
    });
  }

  it('shows the brackets at its end if there is no definition', () => {
    assert.equal(streamedTexts('见 [文档][doc]。').at(-1), '见 文档。');
    assert.equal(textOf('见 [文档][doc]。'), '见 [文档][doc]。');
  });
});
