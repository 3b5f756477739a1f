import assert from 'node:assert/strict';
import { boundedMath, maxElements } from '../../../webview/markdown/render/boundedMath';
import { openKit, type KitPage } from '../support/openKit';

/** Creates a formula of this length as attacks do: with much output for its source. */
const attacks: Readonly<Record<string, string>> = {
  'a long macro used often': `\\def\\a{${'x'.repeat(300)}}${'\\a'.repeat(190)}`,
  'macros that double': `\\def\\a{xx}\\def\\b{\\a\\a}\\def\\c{\\b\\b}\\def\\d{\\c\\c}\\d`,
  'a global macro': `\\gdef\\a{${'x'.repeat(300)}}${'\\a'.repeat(190)}`,
  'an expanded macro': `\\edef\\a{${'x'.repeat(190)}}${'\\a'.repeat(190)}`,
  'a prefix': `\\global\\def\\a{${'x'.repeat(300)}}${'\\a'.repeat(190)}`,
  'a new command': `\\newcommand{\\a}{${'x'.repeat(300)}}${'\\a'.repeat(190)}`,
  'a changed command': `\\renewcommand{\\quad}{${'x'.repeat(300)}}${'\\quad'.repeat(190)}`,
  'a provided command': `\\providecommand{\\a}{${'x'.repeat(300)}}${'\\a'.repeat(190)}`,
  'another name': `\\let\\a=\\TeX ${'\\a'.repeat(190)}`,
  'another name for what follows': `\\futurelet\\a xx${'\\a'.repeat(190)}`,
  'a tag that is used as a macro': `\\gdef\\df@tag{${'x'.repeat(300)}}${'\\df@tag'.repeat(190)}`,
  'arrows in arrows': `${'\\equilibriumRight{'.repeat(100)}x${'}'.repeat(100)}`,
  'cancelled limits in one another': `${'\\cancelto{x}{'.repeat(100)}x${'}'.repeat(100)}`,
  'laps in one another': `${'\\llap{'.repeat(400)}x${'}'.repeat(400)}`,
  'roots in one another': `${'\\sqrt{'.repeat(500)}x${'}'.repeat(500)}`,
  'an empty table': `\\begin{matrix}${'&'.repeat(1_900)}${'\\\\'.repeat(900)}\\end{matrix}`,
};

function elementsOf(tex: string): number | undefined {
  try {
    return boundedMath(tex, true).split(/<[a-z]/).length - 1;
  } catch {
    // A refused formula is shown as its source.
    return undefined;
  }
}

describe('the size of a formula', () => {
  for (const [name, tex] of Object.entries(attacks)) {
    it(`is in proportion to its source: ${name}`, () => {
      assert.ok(tex.length <= 4_000, String(tex.length));
      const elements = elementsOf(tex) ?? 0;
      assert.ok(elements <= 3 * tex.length && elements <= maxElements, String(elements));
    });
  }

  it('is bounded for every command of the library, repeated and nested', () => {
    const commands = [
      '\\frac',
      '\\sqrt',
      '\\hat',
      '\\text',
      '\\mathbf',
      '\\boxed',
      '\\LaTeX',
      '\\mathllap',
      '\\smash',
    ];
    for (const command of [
      ...commands,
      '\\xrightarrow',
      '\\underbrace',
      '\\mathchoice',
      '\\binom',
      '\\bra',
      '\\ce',
    ]) {
      for (const argument of ['{', '{x}{', '{x}{x}{x}{', '_{', '^{']) {
        const tex = `${(command + argument).repeat(16)}x${'}'.repeat(16)}`;
        assert.ok((elementsOf(tex) ?? 0) <= 10 * tex.length, tex);
      }
    }
  });

  it('does not refuse formulas of usual answers', () => {
    const written = [
      '\\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}',
      'E = mc^2 \\tag{1}',
      '\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}',
      '\\begin{cases}x&y\\\\z&w\\end{cases}',
      '\\cancelto{0}{x} + \\cancelto{0}{y}',
      '\\definecolor{ours}{HTML}{ff0000}{\\color{ours}x}',
      `\\begin{matrix}${`${'1&'.repeat(19)}1\\\\`.repeat(20)}\\end{matrix}`,
    ];
    assert.deepEqual(
      written.filter((tex) => elementsOf(tex) === undefined),
      [],
    );
  });
});

describe('the formulas of a message', () => {
  let page: KitPage;
  before(async () => {
    page = await openKit();
    await page.evaluate((kit) => kit.math().then(() => undefined), page.kit);
  });
  after(() => page.test.close());

  const shown = (text: string) =>
    page.evaluate(
      ([kit, source]) => {
        const root = kit.stage();
        const message = kit.create();
        message.update(source, true);
        kit.show(message, root);
        const result = {
          elements: root.querySelectorAll('math, math *').length,
          sources: root.querySelectorAll('.md-math-source').length,
          text: root.textContent,
        };
        root.remove();
        return result;
      },
      [page.kit, text] as const,
    );

  it('show a macro definition as its source', async () => {
    const { elements, text } = await shown(`$$${attacks['a long macro used often'] ?? ''}$$`);
    assert.equal(elements, 0);
    assert.match(text, /^\\def\\a\{x+\}(?:\\a)+$/);
  });

  it('have a common limit: not all of a thousand formulas of maximum size are converted', async () => {
    const large = `$$${'x_1^2'.repeat(190)}$$\n\n`;
    const { elements, sources } = await shown(large.repeat(1_000));
    assert.ok(elements > 1_000 && elements < 60_000, String(elements));
    assert.ok(sources > 900, String(sources));
  }).timeout(60_000);

  it('are all converted in an answer like a textbook', async () => {
    const { sources } = await shown(
      'Let $a^2+b^2=c^2$ be given, and $x_i \\in \\mathbb{R}$.\n\n'.repeat(100),
    );
    assert.equal(sources, 0);
  });

  it('regain the budget of a block that was released', async () => {
    const sources = await page.evaluate(
      ([kit, source]) => {
        const message = kit.create();
        message.update(source, true);
        const counts = message.blocks.map((block) => {
          const count = block.element().querySelectorAll('.md-math-source').length;
          block.release();
          return count;
        });
        return counts.filter((count) => count > 0).length;
      },
      [page.kit, `$$${'x_1^2'.repeat(190)}$$\n\n`.repeat(100)] as const,
    );
    assert.equal(sources, 0);
  });
});
