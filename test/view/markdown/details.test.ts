import assert from 'node:assert/strict';
import { openKit, type KitPage } from '../support/openKit';

const text = 'Before\n\n<details><summary>Title **a**</summary>\n\n- one\n- two\n\n</details>\n\nAfter';

describe('a <details> element in an answer', () => {
  let page: KitPage;
  before(async () => {
    page = await openKit();
  });
  after(() => page.test.close());

  const html = (source: string, isComplete = true) =>
    page.evaluate(([kit, all, end]) => kit.streamed(all, [1], end), [page.kit, source, isComplete] as const);

  it('has a summary and Markdown content, and ends at its closing tag', async () => {
    const expected =
      '<p>Before</p><details><summary>Title <strong>a</strong></summary><ul><li>one</li><li>two</li></ul></details><p>After</p>';
    assert.equal((await html(text)).replaceAll('\n', ''), expected);
  });

  it('stays open or closed as the user left it while it is streamed', async () => {
    const states = await page.evaluate(
      ([kit, source]) => {
        const root = kit.stage();
        const message = kit.create();
        const show = (length: number) => {
          message.update(source.slice(0, length), length === source.length);
          kit.show(message, root);
          return root.querySelector('details');
        };
        const first = show(source.indexOf('one'));
        const wasOpen = first?.open;
        if (first) first.open = true;
        const seen = [source.indexOf('two'), source.indexOf('After'), source.length].map(
          (length) => show(length)?.open,
        );
        const last = root.querySelector('details');
        const isSame = last === first;
        root.remove();
        return { wasOpen, seen, isSame };
      },
      [page.kit, text] as const,
    );
    assert.deepEqual(states, { wasOpen: false, seen: [true, true, true], isSame: true });
  });

  it('opens and closes from the keyboard', async () => {
    const { test, kit } = page;
    await page.evaluate(
      ([it, source]) => {
        const root = it.stage();
        const message = it.create();
        message.update(source, true);
        it.show(message, root);
      },
      [kit, text] as const,
    );
    const summary = test.page.locator('summary');
    const isOpen = () => test.page.locator('details').evaluate((one) => one.hasAttribute('open'));
    await summary.focus();
    await test.page.keyboard.press('Enter');
    assert.equal(await isOpen(), true);
    await test.page.keyboard.press('Space');
    assert.equal(await isOpen(), false);
  });

  it('keeps no attribute except open', async () => {
    assert.match(await html('<details open>\n<summary>a</summary>\n\nb\n</details>'), /^<details open="">/);
    for (const tag of ['<details ontoggle="x">', '<details class="x">', '<details open="y" style="z">']) {
      assert.doesNotMatch(await html(`${tag}\na\n</details>`), /<details/, tag);
    }
    assert.doesNotMatch(await html('<details>\n<summary onclick="x">a</summary>\n</details>'), /<summary/);
  });

  it('never shows a part of a tag while streaming, or itself before its summary', async () => {
    const states = await page.evaluate(
      ([kit, source]) => {
        const root = kit.stage();
        const message = kit.create();
        const seen = Array.from(source, (_character, index) => {
          message.update(source.slice(0, index + 1), false);
          kit.show(message, root);
          const isNameless = root.querySelector('details') && !root.querySelector('summary');
          return isNameless ? '<details>' : root.textContent;
        });
        root.remove();
        return seen;
      },
      [page.kit, `${text}\n\n<details>\n<summary>b</summary>\nc</details>\n`] as const,
    );
    assert.deepEqual(
      states.filter((state) => /[<>]/.test(state)),
      [],
    );
  });
});
