import assert from 'node:assert/strict';
import { openKit, type KitPage } from '../support/openKit';

/** The visible text after each character of a text. */
async function seen(page: KitPage, text: string): Promise<readonly string[]> {
  return page.evaluate(
    ([kit, source]) => {
      const root = kit.stage();
      const message = kit.create();
      const states: string[] = [];
      for (let end = 1; end <= source.length; end++) {
        message.update(source.slice(0, end), false);
        kit.show(message, root);
        states.push(root.textContent);
      }
      root.remove();
      return states;
    },
    [page.kit, text] as const,
  );
}

/** Tags of the top-level elements after each character. */
async function shapes(page: KitPage, text: string): Promise<readonly string[]> {
  return page.evaluate(
    ([kit, source]) => {
      const root = kit.stage();
      const message = kit.create();
      const states: string[] = [];
      for (let end = 1; end <= source.length; end++) {
        message.update(source.slice(0, end), false);
        kit.show(message, root);
        const now = [...root.querySelectorAll('.md-block > *')].map((one) => one.localName).join(' ');
        if (states.at(-1) !== now) states.push(now);
      }
      root.remove();
      return states;
    },
    [page.kit, text] as const,
  );
}

describe('syntax while streaming', () => {
  let page: KitPage;
  before(async () => {
    page = await openKit();
    // The first formula loads the converter and is empty until then.
    await page.evaluate(
      ([kit]) => {
        const root = kit.stage();
        const message = kit.create();
        message.update('$x$', true);
        kit.show(message, root);
      },
      [page.kit] as const,
    );
    await page.test.page.locator('math').first().waitFor({ state: 'attached' });
  });
  after(() => page.test.close());

  for (const text of [
    'Some **bold words** and *some leaning* ones.',
    '***both at once*** and __more__ and ~~gone~~ too',
    'Run `npm install` and ``a ` b`` now',
    '**注意：**请先保存文件，再*运行*脚本。',
    'Nested **bold with `code` and *leaning* in it** end',
  ]) {
    it(`shows no marker of “${text.slice(0, 24)}…” that disappears again`, async () => {
      const states = await seen(page, text);
      const final = states.at(-1) ?? '';
      for (const state of states)
        assert.ok(final.startsWith(state.trimEnd()), `${state} is not a part of ${final}`);
    });
  }

  for (const text of [
    '请看[官网](https://example.com/a)，谢谢',
    '数组 arr[0] 与 f[x](y)，见 [1]，以及 [1][2]、a[i][j] 和 [说明](./a.md) 。',
    '看图![图](https://example.com/a.png)好',
    '地址 <https://example.com/a> 在此',
    '由 $\\frac{a+b}{c}$ 可得 $x$ 。',
    '即 \\(a^2\\) 与 $$b^2$$ 。',
    '$HOME/$USER 与 $5 and $10，价99$/129$，echo $$ 。',
    '路径 D:\\_new\\*.ts，2*3*4，src/**/*.ts 。',
    'A &lt; B &amp; C，AT&T，好!![x',
    '$$\n\\frac{a}{b}\n- c\n= d\n$$\n\n后文',
    '前文\n\n\\[\nx = 1\n\\]\n\n后文',
    '- 一\n- $$\n  x\n  $$\n',
    '见 [文档][doc]。\n\n后文\n\n[doc]: https://example.com/a\n',
    '前文 <!-- 注\n\n释 -->\n\n后文',
    '圆周率*半径*半径',
  ]) {
    it(`shows nothing of “${text.replaceAll('\n', '⏎')}” that disappears again`, async () => {
      const states = await seen(page, text);
      const final = await page.evaluate(
        ([kit, source]) => {
          const root = kit.stage();
          const message = kit.create();
          message.update(source, true);
          kit.show(message, root);
          return root.textContent;
        },
        [page.kit, text] as const,
      );
      for (const state of states)
        assert.ok(final.startsWith(state.trimEnd()), `${state} is not a part of ${final}`);
    });
  }

  it('shows the label of a link, never a part of its URL', async () => {
    const states = await seen(page, 'See [the docs](https://example.com/a/b "title") for more');
    assert.ok(states.every((state) => !state.includes('(') && !state.includes('http')));
    assert.equal(states.at(-1), 'See the docs for more');
  });

  it('shows nothing of an image before its button', async () => {
    const states = await seen(page, 'Look: ![a cat](https://example.com/cat.png)');
    assert.ok(states.slice(0, -1).every((state) => 'Look:'.startsWith(state.trim())));
    assert.match(states.at(-1) ?? '', /Load image from example\.com/);
  });

  it('shows a table from its first cell on', async () => {
    const text = '| Name | Value |\n|------|:-----:|\n| a | 1 |\n| b | 2 |\n';
    assert.deepEqual(await shapes(page, text), ['', 'div']);
    assert.ok((await seen(page, text)).every((state) => !state.includes('|') && !state.includes('--')));
  });

  it('shows a list, a heading and code without a paragraph first', async () => {
    const text = 'Text\n\n- one\n- two\n\n## Head\n\n1. first\n2. second\n\n```js\nlet a;\n```\n\n> quote\n';
    assert.deepEqual(await shapes(page, text), [
      'p',
      'p ul',
      'p ul h4',
      'p ul h4 ol',
      'p ul h4 ol div',
      'p ul h4 ol div blockquote',
    ]);
  });

  it('does not turn a paragraph before a list into a heading', async () => {
    assert.deepEqual(await shapes(page, 'Like this:\n- one\n- two\n'), ['p', 'p ul']);
  });

  it('never shows a closing fence as code', async () => {
    const states = await seen(page, 'A:\n\n```js\nlet a;\n```\n');
    assert.ok(states.every((state) => !state.includes('`')));
  });

  it('shows unclosed syntax as text when the message ends', async () => {
    const html = await page.evaluate(([kit]) => kit.streamed('a **b', [1]), [page.kit] as const);
    assert.equal(html, '<p>a **b</p>');
  });
});
