import assert from 'node:assert/strict';
import fc from 'fast-check';
import { imagesOf, linksOf } from '../../../src/markdown/links';
import { markdownText } from '../support/markdownText';
import { assertEach } from '../support/batches';
import { openKit, type KitPage } from '../support/openKit';

const onePixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

/** Definitions before, between and after their links, and links, images and formulas within each other. */
const linkedText = fc
  .array(
    fc.oneof(
      markdownText({ maxLength: 6 }),
      fc.constantFrom(
        ...[
          '[foo]: https://example.com/b\n',
          '\n[bar]: https://example.com/c\n',
          '![foo] ',
          '[foo][bar] ',
          '[Foo] ',
        ],
        ...[
          '<https://example.com/d> ',
          '[a <https://example.com/e> ![b](https://example.com/f)](https://example.com/g)',
        ],
        ...[
          '![a [b](https://example.com/h)](https://example.com/i) ',
          '[![a](https://example.com/j)][foo] ',
          '$x$ ',
        ],
        ...[
          'https&#58;//example.com/k ',
          '[a](https://example.com/&amp;l) ',
          '[a](https://example.com/m',
          '\n\n',
          '\n',
        ],
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('actions of rendered Markdown', () => {
  let page: KitPage;
  before(async () => {
    page = await openKit();
  });
  after(() => page.test.close());

  it('number links and images as the host does, streaming or complete', async () => {
    const cases = fc.tuple(linkedText, fc.nat(60), fc.boolean());
    await assertEach(cases, 1_500, async (batch) => {
      const all = await page.evaluate(
        ([kit, given]) =>
          given.map(([source, length, isEnd]) => {
            const root = kit.stage();
            const message = kit.create();
            for (const end of [length, source.length]) {
              message.update(source.slice(0, end), false);
              kit.show(message, root);
            }
            if (isEnd) message.update(source, true);
            kit.show(message, root);
            const of = (selector: string, name: string) =>
              [...root.querySelectorAll<HTMLElement>(selector)].map((one) => [
                one.dataset['index'],
                one.getAttribute(name),
              ]);
            const result = { links: of('a', 'href'), images: of('button.md-image', 'title') };
            root.remove();
            return result;
          }),
        [page.kit, batch] as const,
      );
      for (const [index, [text, , isComplete]] of batch.entries()) {
        const shown = all[index];
        assert.ok(shown);
        assert.deepEqual(
          shown.links,
          linksOf(text, isComplete).map((url, number) => [String(number), url]),
        );
        const images = imagesOf(text, isComplete);
        for (const [number, url] of shown.images) assert.equal(images[Number(number)], url);
      }
    });
  }).timeout(120_000);

  it('renumber everything after a link whose definition comes last', async () => {
    const text = '[foo]\n\n[foo]: https://example.com/a\n\n<https://example.com/b> and [foo]\n\nEnd';
    const indexes = await page.evaluate(
      ([kit, source]) => {
        const root = kit.stage();
        const message = kit.create();
        for (const isEnd of [false, true]) {
          message.update(source, isEnd);
          kit.show(message, root);
        }
        return [...root.querySelectorAll('a')].map((one) => [one.dataset['index'], one.getAttribute('href')]);
      },
      [page.kit, text] as const,
    );
    assert.deepEqual(
      indexes,
      linksOf(text).map((url, index) => [String(index), url]),
    );
  });

  it('copy code from its source, however long the block', async () => {
    const long = Array.from({ length: 400 }, (_, index) => `line ${String(index)} <b>&amp;</b>`).join('\n');
    const text = `- item\n\n      indented\n\n  \`\`\`js\n  nested\n    more\n  \`\`\`\n\n\`\`\`ts\n${long}\n\`\`\`\n\n    plain\n\n~~~\nlast`;
    const codes = await page.evaluate(
      ([kit, source]) => {
        const message = kit.create();
        message.update(source, true);
        return {
          rows: message.blocks.length,
          codes: [0, 1, 2, 3, 4, 5].map((index) => message.codeAt(index)),
        };
      },
      [page.kit, text] as const,
    );
    assert.deepEqual(codes.codes, ['indented', 'nested\n  more', long, 'plain', 'last', '']);
    assert.ok(codes.rows > 8);
  });

  it('are found from the clicked element', async () => {
    const actions = await page.evaluate(
      ([kit, source]) => {
        const root = kit.stage();
        const message = kit.create();
        message.update(source, true);
        kit.show(message, root);
        return [...root.querySelectorAll('[data-action], p')].map((one) => kit.actionOf(one));
      },
      [page.kit, '[a](https://example.com) ![b](https://example.com/b)\n\n```\nc\n```\n'] as const,
    );
    assert.deepEqual(actions, [
      undefined,
      { type: 'openLink', index: 0 },
      { type: 'loadImage', index: 0 },
      { type: 'toggleWrap', index: 0 },
      { type: 'insertCode', index: 0 },
      { type: 'applyCode', index: 0 },
      { type: 'copyCode', index: 0 },
    ]);
  });

  it('wrap all blocks of long code, mounted now or later', async () => {
    const wrapped = await page.evaluate(
      ([kit, source]) => {
        const message = kit.create();
        message.update(source, true);
        const [first, second] = message.blocks;
        first?.element();
        message.toggleWrap(0);
        return [first, second].map((block) => block?.element().querySelector('.md-code.is-wrapped') !== null);
      },
      [page.kit, `\`\`\`\n${'x\n'.repeat(120)}\`\`\``] as const,
    );
    assert.deepEqual(wrapped, [true, true]);
  });

  it('show a loaded image in place of its button, also after a remount', async () => {
    const shown = await page.evaluate(
      ([kit, url]) => {
        const message = kit.create();
        message.update('![a](https://example.com/a) ![b](https://example.com/b)', true);
        const [block] = message.blocks;
        block?.element();
        message.showImage(1, url);
        message.showImage(0, 'https://example.com/not-checked');
        const sources = () =>
          [...(block?.element().querySelectorAll('img') ?? [])].map(({ src, alt }) => [src, alt]);
        const before = sources();
        block?.release();
        return [before, sources()];
      },
      [page.kit, onePixel] as const,
    );
    assert.deepEqual(shown, [[[onePixel, 'b']], [[onePixel, 'b']]]);
  });

  it('load the highlighter and the formula converter only when needed', async () => {
    const fresh = await openKit();
    const loaded = () =>
      fresh.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name.replace(/.*\//, ''))
          .filter((name) => /^webview-(?!words-)/.test(name)),
      );
    const render = (text: string) =>
      fresh.evaluate(
        ([kit, source]) => {
          const root = kit.stage();
          const message = kit.create();
          message.update(source, true);
          kit.show(message, root);
        },
        [fresh.kit, text] as const,
      );
    try {
      await render('Plain **text**.\n\n```\ncode\n```\n');
      await fresh.test.page.waitForTimeout(200);
      assert.deepEqual(await loaded(), []);
      await render('```unknown\ncode\n```\n');
      await fresh.test.page.waitForTimeout(200);
      assert.deepEqual(await loaded(), ['webview-highlight.js']);
      await render('```js\nlet a = 1;\n```\n\n$x^2$');
      await fresh.test.page.waitForSelector('.hljs-keyword');
      await fresh.test.page.waitForSelector('math');
      assert.deepEqual((await loaded()).sort(), ['webview-highlight.js', 'webview-math.js']);
      assert.deepEqual(await fresh.test.violations(), []);
    } finally {
      await fresh.test.close();
    }
  });
});
