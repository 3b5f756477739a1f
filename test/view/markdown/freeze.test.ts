import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assertEach } from '../support/batches';
import { openKit, type KitPage } from '../support/openKit';
import { markdownText } from '../support/markdownText';

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });

type Chunked = readonly [text: string, sizes: readonly number[]];

/** HTML of streamed texts, and of the same texts given at once. */
async function bothWays(page: KitPage, texts: readonly Chunked[]): Promise<[string[], string[]]> {
  return page.evaluate(
    ([kit, all]) => [
      all.map(([text, sizes]) => kit.streamed(text, sizes)),
      all.map(([text]) => kit.streamed(text, [text.length || 1])),
    ],
    [page.kit, texts] as const,
  );
}

async function assertAlike(page: KitPage, texts: readonly Chunked[]): Promise<void> {
  const [streamed, atOnce] = await bothWays(page, texts);
  assert.deepEqual(streamed, atOnce);
}

describe('a streamed message', () => {
  let page: KitPage;
  before(async () => {
    page = await openKit();
  });
  after(() => page.test.close());

  it('renders like the text given at once, for any text and chunks', async () => {
    const texts = fc.tuple(markdownText({ maxLength: 50 }), sizes);
    await assertEach(texts, 1_500, (batch) => assertAlike(page, batch));
  }).timeout(120_000);

  it('renders alike with blocks so long that they are cut', async () => {
    const larger = sizes.map((all) => all.map((size) => size * 40));
    const texts = fc.tuple(markdownText({ maxLength: 12, repeat: 200 }), larger);
    await assertEach(texts, 150, (batch) => assertAlike(page, batch));
  }).timeout(120_000);

  it('resolves links whose definition comes last', async () => {
    const text =
      'See [the docs][d] and [more].\n\nOther.\n\n[d]: https://example.com/d\n[more]: https://example.com/m\n';
    const [[streamed = ''], [atOnce]] = await bothWays(page, [[text, [3]]]);
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
