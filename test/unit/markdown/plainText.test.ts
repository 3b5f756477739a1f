import assert from 'node:assert/strict';
import { emptyEnvironment, parser } from '../../../src/markdown/parse/parser';
import { Segmenter } from '../../../src/markdown/cut/segmenter';
import { streamedTexts } from './shownText';
import { tokensOf } from '../../../src/markdown/cut/segmentTokens';

/** HTML of a paragraph's content. */
function html(text: string): string {
  return parser().renderInline(text, emptyEnvironment());
}

function escaped(text: string): string {
  return parser().utils.escapeHtml(text);
}

describe('Punctuation that is not Markdown', () => {
  for (const text of [
    'D:\\*_new 和 C:\\_work\\!x',
    'D:\\资料\\_new\\*.ts',
    'C:\\Users\\_me_\\.config\\#tmp',
    '"C:\\\\Users\\\\x"',
    '\\\\server\\_share\\x',
    '..\\_build\\!out 与 %APPDATA%\\_x',
    '正则 \\d+\\.\\d+ 与 \\w+\\-\\w+',
    '2*3*4=24',
    '5 * 3 * 2',
    'a*b*c 与 x**2 + y**2，2**3**4',
    '(a+b)*(c+d)*(e+f)',
    '60cm*40cm*30cm，5米*3米*2米，长3*宽4*高5',
    'snake_case_name 和 _private_name',
    '__init__.py、__init__、obj.__dict__、__main__.py',
    'src/_private_/x.ts',
    '*.ts, *.js',
    '*.ts、*.js',
    'src/*.ts和lib/*.js',
    'src/**/*.ts 和 test/**/*.ts',
    '"**/*.ts", "**/*.js"',
    '**/node_modules/** 和 **/dist/**',
    'a~b~c，1~2天，3~4天',
    '1~~2天，3~~4天',
    '~/x ~/y',
    '第一行\\n第二行',
    'https://x.example/?a=1&copy=1'.slice(8),
    '#include <stdio.h>',
    '+86 138 0000 0000',
    'A* 算法与 B* 算法',
    'f(*args,**kwargs)',
    'a/*注释*/b',
    '<https://a b>',
    '长*宽*高',
    '体积（长*宽*高）是',
    '2*长*宽 与 底*高*2',
    '总价 = 单价*数量*折扣',
    '单价*数量*折扣=总价',
    '单价*数量*折扣*税率',
    '单价*数量，再算售价*数量',
    '本金*（1+利率）*年数',
    '圆周率*半径*半径',
    '面积是圆周率*半径*半径。',
    '底面积*高，长度*宽度*高度',
    '体积等于底面积*高',
    '3*长*宽',
  ]) {
    it(`is shown as typed: ${text}`, () => {
      assert.equal(html(text).replace(/<\/?a[^>]*>/g, ''), escaped(text));
    });
  }

  for (const [text, expected] of [
    ['**重点：**后文', '<strong>重点：</strong>后文'],
    ['使用**Python**编写', '使用<strong>Python</strong>编写'],
    ['**S**tructured **Q**uery', '<strong>S</strong>tructured <strong>Q</strong>uery'],
    ['**优点**/**缺点**', '<strong>优点</strong>/<strong>缺点</strong>'],
    ['**A**/**B**', '<strong>A</strong>/<strong>B</strong>'],
    ['**src/**：源代码', '<strong>src/</strong>：源代码'],
    ['**/etc/hosts** 文件', '<strong>/etc/hosts</strong> 文件'],
    ['**.NET** 与 *斜体*', '<strong>.NET</strong> 与 <em>斜体</em>'],
    ['再*运行*脚本，共*3*个', '再<em>运行</em>脚本，共<em>3</em>个'],
    ['__more__ _it_ (_x_)', '<strong>more</strong> <em>it</em> (<em>x</em>)'],
    ['~~gone~~ 与 a~~b~~c', '<s>gone</s> 与 a<s>b</s>c'],
    ['\\*not emphasised\\*', '*not emphasised*'],
    ['1986\\. A great year', '1986. A great year'],
    ['Hello\\! 见\\_注\\_', 'Hello! 见_注_'],
    ['这是*重点*内容，*重点*内容', '这是<em>重点</em>内容，<em>重点</em>内容'],
    ['见*[说明](https://a.example/b-c)*的', '见<em><a href="https://a.example/b-c">说明</a></em>的'],
    ['这是*Visual Studio Code*的扩展', '这是<em>Visual Studio Code</em>的扩展'],
    ['请注意*安全*问题', '请注意<em>安全</em>问题'],
    ['他在*公司*工作', '他在<em>公司</em>工作'],
    ['**结果：2*3=6**', '<strong>结果：2*3=6</strong>'],
  ] as const) {
    it(`is distinguished from Markdown: ${text}`, () => {
      assert.equal(html(text), expected);
    });
  }
});

describe('A star as a multiplication sign', () => {
  for (const text of [
    '圆周率*半径*半径',
    '单价*数量，再',
    '3*长*宽',
    '本金*（1+利率）*年数',
    '体积等于底面积*高',
  ]) {
    it(`is text while the text streams: ${text}`, () => {
      for (const shown of streamedTexts(text)) assert.ok(text.startsWith(shown), shown);
    });
  }
});

/** HTML of a text, rendered in segments. */
function shown(text: string): string {
  const segmenter = new Segmenter();
  const environment = emptyEnvironment();
  const segments = [...segmenter.append(text), ...segmenter.finish()];
  return segments
    .map((segment) => (segment.type === 'code' ? '' : render(tokensOf(segment, environment))))
    .join('')
    .replaceAll('\n', '');
}

function render(tokens: ReturnType<typeof tokensOf>): string {
  return parser().renderer.render([...tokens], parser().options, {});
}

describe('The beginning of a line that is not Markdown', () => {
  for (const text of [
    '>5 个',
    '>=5 为合格',
    '>90% 的人',
    '#1 名',
    '#标签',
    '1.5 倍',
    '3.14',
    '+86 138',
    '-5 度',
  ]) {
    it(`is shown as typed: ${text}`, () => {
      assert.equal(shown(text), `<p>${escaped(text)}</p>`);
      assert.equal(shown(`前文\n\n${text}\n\n后文`), `<p>前文</p><p>${escaped(text)}</p><p>后文</p>`);
    });
  }

  it('is distinguished from Markdown', () => {
    assert.equal(shown('> 5 个\n>6 个'), '<blockquote><p>5 个<br>6 个</p></blockquote>');
    assert.equal(shown('>引文'), '<blockquote><p>引文</p></blockquote>');
    assert.match(shown('>1. 一'), /^<blockquote><ol>/);
  });
});

describe('A definition of a link', () => {
  it('is shown as typed if no text before it refers to it', () => {
    assert.equal(
      shown('来源：\n\n[1]: https://a.example/b "题"\n[^2]: 注\n'),
      '<p>来源：</p><p>[1]: <a href="https://a.example/b">https://a.example/b</a> &quot;题&quot;</p><p>[^2]: 注</p>',
    );
  });

  it('is shown in a list and a quote as well', () => {
    assert.equal(
      shown('- 一\n\n  [1]: https://a.example/b\n- 二\n'),
      '<ul><li><p>一</p><p>[1]: <a href="https://a.example/b">https://a.example/b</a></p></li><li><p>二</p></li></ul>',
    );
    assert.equal(
      shown('> 来源\n>\n> [^2]: 注\n\n后'),
      '<blockquote><p>来源</p><p>[^2]: 注</p></blockquote><p>后</p>',
    );
    assert.doesNotMatch(shown('- 见 [文档][DOC]。\n\n  [doc]: https://a.example/b\n'), /\]:/);
    assert.doesNotMatch(shown('见 [文档]\n\n> [文档]: https://a.example/b\n'), /\]:/);
  });

  it('applies to the text after it, shown or not', () => {
    assert.match(
      shown('[x]: https://a.example/b\n\n见 [x]'),
      /<p>见 <a href="https:\/\/a.example\/b">x<\/a><\/p>$/,
    );
  });

  it('is hidden if the text refers to it', () => {
    assert.doesNotMatch(shown('见 [文档][DOC]。\n\n[doc]: https://a.example/b\n'), /\]:/);
  });
});

describe('The numbers of a list', () => {
  /** Numbers of the items in a browser. */
  function shown(text: string): readonly number[] {
    const segmenter = new Segmenter();
    const numbers: number[] = [];
    for (const segment of [...segmenter.append(text), ...segmenter.finish()]) {
      if (segment.type === 'code') continue;
      let next = 1;
      for (const token of tokensOf(segment, emptyEnvironment())) {
        if (token.type === 'ordered_list_open') next = Number(token.attrGet('start') ?? 1);
        if (token.type !== 'list_item_open') continue;
        const number = Number(token.attrGet('value') ?? next);
        numbers.push(number);
        next = number + 1;
      }
    }
    return numbers;
  }

  for (const [text, ...numbers] of [
    ['1. a\n2. b\n3. c', 1, 2, 3],
    ['3. c\n2. b\n1. a', 3, 2, 1],
    ['1. a\n3. c\n7. g\n8. h', 1, 3, 7, 8],
    ['1. a\n1. b\n1. c', 1, 2, 3],
    ['2024. 年初\n2026. 年末', 2024, 2026],
  ] as const) {
    it(`are those in the text: ${text.replaceAll('\n', ' ')}`, () => {
      assert.deepEqual(shown(text), numbers);
    });
  }

  it('are those in the text of a list that is cut', () => {
    const expected = Array.from({ length: 300 }, (_, index) => 1_000 - index * 2);
    assert.deepEqual(shown(expected.map((number) => `${String(number)}. item\n`).join('')), expected);
  });
});
