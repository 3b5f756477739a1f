import assert from 'node:assert/strict';
import { emptyEnvironment, parse } from '../../../src/markdown/parse/parser';
import { inlineTokens } from '../../../src/markdown/cut/segmentTokens';

/** The TeX of every formula in a text. */
function formulasIn(text: string): readonly string[] {
  const tokens = parse(text, emptyEnvironment());
  return [...tokens, ...inlineTokens(tokens)]
    .filter(({ type }) => type === 'math_inline' || type === 'math_block')
    .map(({ content }) => content);
}

describe('A dollar', () => {
  for (const text of [
    '$HOME/$USER/notes.txt',
    '早鸟价(99$/129$)，团购价100$-200$',
    'It costs $5 and $10, or US$100 and HK$800.',
    '从$5涨到$10，再到$20。',
    '价格：$99/月、$199/年；原价（$129）',
    'export PATH=$PATH:$HOME/bin:$GOPATH/bin',
    '先 cd $HOME 再 echo $SHELL',
    '"$HOME" and "$USER"，\'$A\'和\'$B\'',
    '$1/$2，$1,$2 和 ($1,$2)、$0、$?、$!、$@、$*',
    '${HOME}/${USER} 和 ${a}${b}',
    '$(pwd)/$(whoami) 和 $(a)$(b)',
    '$("#a").on("x", $.noop); $(".b")$(".c")',
    '$.ajax()$.get()，$.ajax/$.get',
    '$this->name = $value; $a->$b; $_GET/$_POST',
    '$user["a"] . $user["b"]',
    '=$A$1+$B$2，A$1:B$10',
    '^[a-z]+$|^[0-9]+$',
    '($) and (€) and ($)',
    '{{$json.a}}/{{$json.b}}',
    '价格$5，变量`$x`',
    'echo $$ and $$',
    '$TSLA/$AAPL、$TSLA和$AAPL',
    '| 早鸟 | 正价 |\n|---|---|\n| $99 | $129 |\n| 99$ | 129$ |',
    '\\$5 and \\$10',
  ]) {
    it(`of an amount or a variable is text: ${text}`, () => {
      assert.deepEqual(formulasIn(text), []);
    });
  }

  for (const [text, ...formulas] of [
    ['设$x$为实数，$y$为整数', 'x', 'y'],
    ['由$a^2+b^2=c^2$可得', 'a^2+b^2=c^2'],
    ['Einstein: $E=mc^2$.', 'E=mc^2'],
    ['($\\alpha$, $\\beta$)', '\\alpha', '\\beta'],
    [
      '$f(x)$、$(a,b)$、$n!$、$ABCD$、$a, b, c$、$0.5$、$-1$',
      'f(x)',
      '(a,b)',
      'n!',
      'ABCD',
      'a, b, c',
      '0.5',
      '-1',
    ],
    ['$\\frac{a+b}{c}$', '\\frac{a+b}{c}'],
    ['$H^+$ 与 $e^-$，$x \\in A$，$a < b$', 'H^+', 'e^-', 'x \\in A', 'a < b'],
    ['$面积=长 \\times 宽$，$\\text{a b}$', '面积=长 \\times 宽', '\\text{a b}'],
    ['$|x|$，$x_1$，$x_{12}$，$\\{1\\}$', '|x|', 'x_1', 'x_{12}', '\\{1\\}'],
    ['$+$ 和 $=$', '+', '='],
    ['得 $$x = 1$$ 。', 'x = 1'],
    ['$$\nx = 1\n$$', 'x = 1'],
    ['$$x = 1$$', 'x = 1'],
    ['即 \\(x+1\\)。', 'x+1'],
    ['\\[\nx = 1\n\\]', 'x = 1'],
    ['\\[x\\]', 'x'],
    ['- \\[x = 1\\]\n- $$y$$', 'x = 1', 'y'],
    ['价格 $5 和 $10，而 $x^2$ 是公式', 'x^2'],
  ] as const) {
    it(`of a formula begins and ends it: ${text.replaceAll('\n', '⏎')}`, () => {
      assert.deepEqual(
        formulasIn(text).map((tex) => tex.trim()),
        formulas,
      );
    });
  }

  it('keeps escaped brackets in a sentence', () => {
    assert.deepEqual(formulasIn('见注 \\[1\\] 和 \\[a\\]'), []);
  });
});
