import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openKit, type KitPage } from '../support/openKit';

const names = [
  'p',
  'a',
  'b',
  'table',
  'tr',
  'td',
  'li',
  'button',
  'pre',
  'div',
  'details',
  'summary',
  'br',
  'h3',
  'code',
  'svg',
  'math',
  'math',
  'mrow',
  'mi',
];
const oddNames = [
  'script',
  'style',
  'template',
  'textarea',
  'select',
  'form',
  'img',
  'mtext',
  'A',
  'none',
  'p/',
];
const attributeNames = ['href', 'title', 'class', 'data-index', 'role', 'start', 'type', 'tabindex', 'open'];
const oddAttributes = [
  'onclick',
  'style',
  'id',
  'name',
  'src',
  'formaction',
  'xlink:href',
  'HREF',
  'data-x',
  'target',
];
const values = [
  ...[
    'https://example.com/',
    'https://example.com/?a&amp;b',
    'https://example.com/&quot;x',
    'md-code',
    'md-a is-b',
    '0',
  ],
  ...[
    'javascript:alert(1)',
    'JAVASCRIPT:x',
    'https://a@b.com',
    'https:\\b.com',
    '&#106;avascript:x',
    '&amp;#106;avascript:x',
  ],
  ...[
    'https://example.com/\t',
    'https://exa\nmple.com',
    '//example.com',
    '\0javascript:x',
    'evil',
    'md-a\u00a0evil',
    '',
  ],
  ...[
    '&lt;img src=x onerror=x&gt;',
    '<img>',
    '-->',
    ']]>',
    '&ampx;',
    '&lt',
    "' onclick='x",
    '&quot; onclick=&quot;x',
  ],
];
const text = fc.constantFrom(
  ...[
    'word',
    '&amp;',
    '&lt;script&gt;',
    '&',
    '&#60;',
    '&nbsp;',
    '>',
    '<',
    '"',
    '\0',
    '\r',
    '<!-- -->',
    '<![CDATA[x]]>',
  ],
  ...[
    '<!doctype html>',
    '<?x?>',
    '</',
    '</p>',
    '</br>',
    '</a>',
    '</table>',
    '</script>',
    '-->',
    ' ',
    '\n',
    '\ufeff',
  ],
);
const attribute = fc
  .tuple(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...attributeNames) },
      { weight: 1, arbitrary: fc.constantFrom(...oddAttributes) },
    ),
    fc.constantFrom(...values),
    fc.constantFrom('"', '"', '"', '"', '"', '"', "'", ''),
    fc.constantFrom(' ', ' ', ' ', ' ', ' ', ' ', '\n', '/', ''),
  )
  .map(([name, value, quote, space]) => `${space}${name}=${quote}${value}${quote}`);
const tag = fc
  .tuple(
    fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...names) },
      { weight: 1, arbitrary: fc.constantFrom(...oddNames) },
    ),
    fc.array(attribute, { maxLength: 2 }),
    fc.constantFrom('>', '>', '>', '>', '>', '>', '/>', ' >', ''),
  )
  .map(([name, attributes, end]) => `<${name}${attributes.join('')}${end}`);
const html = fc.array(fc.oneof(tag, tag, text), { maxLength: 5 }).map((parts) => parts.join(''));

describe('isKnownHtml', () => {
  let page: KitPage;
  before(async () => {
    page = await openKit();
  });
  after(() => page.test.close());

  it('accepts only what is on the list, in any combination', async () => {
    const tried = fc.sample(html, 40_000);
    const { count, marked, findings } = await page.evaluate(
      ([kit, all]) => {
        const known = all.filter((one) => kit.isKnown(one));
        for (const one of known) kit.attach(one);
        return {
          count: known.length,
          marked: known.filter((one) => one.includes('="')).length,
          findings: kit.findings,
        };
      },
      [page.kit, tried] as const,
    );
    assert.ok(count > 1_000 && marked > 200, `only ${String(count)}, ${String(marked)} with attributes`);
    assert.deepEqual([findings.offList, findings.badLinks], [[], []]);
    assert.deepEqual(await page.test.violations(), []);
  }).timeout(60_000);

  it('refuses two URLs, other character references, comments and unknown classes', async () => {
    const refused = [
      '<a href="https://example.com" href="javascript:x">a</a>',
      '<a href="javascript:x" href="https://example.com">a</a>',
      '<a href="https://example.com/&#106;">a</a>',
      '<a title="&colon;">a</a>',
      '<p href="https://example.com">a</p>',
      '<p><!-- a --></p>',
      '<p><![CDATA[a]]></p>',
      '<svg><p></svg>',
      '<mi>a</mi>',
      '<math><mi>a</mi>',
      '<math><p>a</p></math>',
      '<math><a href="https://example.com/">a</a></math>',
      '<math href="https://example.com/"><mi>a</mi></math>',
      '<math><mtext><mrow></mrow></mtext></math>',
      '<math><mtext>a</math>',
      '<math><math></math></math>',
      '<math title="a"><mi>a</mi></math>',
      '<math><annotation-xml></annotation-xml></math>',
      '<math><mglyph></mglyph></math>',
      '<p class="md-a evil">a</p>',
      '<p class="md-a\u00a0evil">a</p>',
      '<p onclick="x">a</p>',
      "<p title='a'>a</p>",
      '<p title="a">a</p',
      '<P>a</P>',
      '<p/title="a">a</p>',
      '<a href="https://example.com\\evil">a</a>',
    ];
    const taken = await page.evaluate(([kit, all]) => all.filter((one) => kit.isKnown(one)), [
      page.kit,
      refused,
    ] as const);
    assert.deepEqual(taken, []);
  });

  it('accepts converted formulas, which then need no sanitising', async () => {
    const { known, formulas } = await page.evaluate(
      async ([kit, all]) => {
        const toMathMl = await kit.math();
        const formulas = all.map((tex) => toMathMl(tex, true) ?? '');
        return { formulas, known: formulas.filter((one) => kit.isKnown(one)).length };
      },
      [
        page.kit,
        [
          ...['\\frac{a+b}{c}', "f'(x)=\\text{it's}<y", '\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}'],
          ...['\\begin{aligned}a&=b\\\\c&=d\\end{aligned}', '\\sum_{i=1}^n \\hat{x}_i', '\\int_0^\\infty'],
        ],
      ] as const,
    );
    assert.ok(formulas.every((one) => one.startsWith('<math')));
    assert.equal(known, formulas.length);
  });
});
