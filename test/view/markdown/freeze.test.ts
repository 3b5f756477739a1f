import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openKit, type KitPage } from '../support/openKit';
import { markdownText } from '../support/markdownText';
import { runs } from '../../support/properties';

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });

/** HTML of a streamed text, and of the same text given at once. */
async function bothWays(page: KitPage, text: string, chunks: readonly number[]): Promise<[string, string]> {
  return page.evaluate(
    ([kit, source, sizes]) => [kit.streamed(source, sizes), kit.streamed(source, [source.length || 1])],
    [page.kit, text, chunks] as const,
  );
}

describe('a streamed message', () => {
  let page: KitPage;
  before(async () => {
    page = await openKit();
  });
  after(() => page.test.close());

  it('renders like the text given at once, for any text and chunks', async () => {
    await fc.assert(
      fc.asyncProperty(markdownText({ maxLength: 50 }), sizes, async (text, chunks) => {
        const [streamed, atOnce] = await bothWays(page, text, chunks);
        assert.equal(streamed, atOnce);
      }),
      { numRuns: runs(1_500) },
    );
  }).timeout(120_000);

  it('renders alike with blocks so long that they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(markdownText({ maxLength: 12, repeat: 200 }), sizes, async (text, chunks) => {
        const larger = chunks.map((size) => size * 40);
        const [streamed, atOnce] = await bothWays(page, text, larger);
        assert.equal(streamed, atOnce);
      }),
      { numRuns: runs(150) },
    );
  }).timeout(120_000);

  it('resolves links whose definition comes last', async () => {
    const text =
      'See [the docs][d] and [more].\n\nOther.\n\n[d]: https://example.com/d\n[more]: https://example.com/m\n';
    const [streamed, atOnce] = await bothWays(page, text, [3]);
    assert.equal(streamed, atOnce);
    assert.match(streamed, /href="https:\/\/example.com\/d"[^>]*data-index="0"/);
    assert.match(streamed, /href="https:\/\/example.com\/m"[^>]*data-index="1"/);
  });

  it('never touches a frozen block', async () => {
    const text = Array.from(
      { length: 60 },
      (_, index) => `Paragraph **${String(index)}** with \`code\`.\n\n- a\n- b\n\n`,
    );
    const touched = await page.evaluate(
      ([kit, source]) => {
        const root = kit.stage();
        const message = kit.create();
        const records: MutationRecord[] = [];
        const observer = new MutationObserver((list) => void records.push(...list));
        let touched = 0;
        const watched = new Set<number>();
        for (let end = 0; end < source.length; end += 5) {
          records.push(...observer.takeRecords());
          touched += records.splice(0).length;
          message.update(source.slice(0, end), false);
          kit.show(message, root);
          for (const block of message.blocks) {
            if (!block.isFrozen || watched.has(block.id)) continue;
            watched.add(block.id);
            const options = { childList: true, subtree: true, characterData: true, attributes: true };
            observer.observe(block.element(), options);
          }
        }
        touched += observer.takeRecords().length;
        return { touched, watched: watched.size };
      },
      [page.kit, text.join('')] as const,
    );
    assert.ok(touched.watched > 100);
    assert.equal(touched.touched, 0);
  });

  it('takes a complete text that differs from the streamed one', async () => {
    const html = await page.evaluate(
      ([kit]) => {
        const root = kit.stage();
        const message = kit.create();
        message.update('First.\n\nSecond, streamed.\n\nThird', false);
        kit.show(message, root);
        const first = root.children[0];
        message.update('First.\n\nSecond, completed.\n', true);
        kit.show(message, root);
        return { text: root.textContent, isKept: root.children[0] === first };
      },
      [page.kit] as const,
    );
    assert.deepEqual(html, { text: 'First.Second, completed.', isKept: true });
  });

  it('keeps the selection in a growing paragraph', async () => {
    const selected = await page.evaluate(
      ([kit]) => {
        const root = kit.stage();
        const message = kit.create();
        message.update('Some **bold** words to select', false);
        kit.show(message, root);
        const range = document.createRange();
        range.selectNodeContents(root.querySelector('strong') ?? root);
        getSelection()?.removeAllRanges();
        getSelection()?.addRange(range);
        for (const more of [' and', ' and more', ' and more, `code` and *it']) {
          message.update(`Some **bold** words to select${more}`, false);
          kit.show(message, root);
        }
        return getSelection()?.toString();
      },
      [page.kit] as const,
    );
    assert.equal(selected, 'bold');
  });

  it('releases its elements and creates the same ones again', async () => {
    const same = await page.evaluate(
      ([kit, source]) => {
        const message = kit.create();
        message.update(source, true);
        return message.blocks.every((block) => {
          const before = block.element();
          const html = before.getHTML();
          block.release();
          return block.element() !== before && block.element().getHTML() === html;
        });
      },
      [
        page.kit,
        '# A\n\n- b [l](https://example.com)\n\n```js\nlet a = 1;\n```\n\n| a |\n|---|\n| b |\n',
      ] as const,
    );
    assert.ok(same);
  });
});
