import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { projectRoot } from '../../host/paths';
import { openKit, type KitPage } from '../support/openKit';

describe('text direction', () => {
  let page: KitPage;
  before(async () => {
    page = await openKit();
    const styles = ['markdown', 'code'].map((name) => `${projectRoot}/webview/markdown/${name}.css`);
    const css = (await Promise.all(styles.map((path) => readFile(path, 'utf8')))).join('');
    await page.evaluate((rules) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      document.adoptedStyleSheets.push(sheet);
    }, css);
  });
  after(() => page.test.close());

  /** Computed direction of every block, for the whole text and for each prefix. */
  const directions = (text: string, selector: string) =>
    page.evaluate(
      ([kit, source, wanted]) => {
        const root = kit.stage();
        const message = kit.create();
        for (let end = 1; end <= source.length; end++) {
          message.update(source.slice(0, end), end === source.length);
          kit.show(message, root);
        }
        const found = [...root.querySelectorAll(wanted)].map((one) => getComputedStyle(one).direction);
        root.remove();
        return found;
      },
      [page.kit, text, selector] as const,
    );

  it('follows the first letter of each block', async () => {
    const text =
      '# عنوان\n\nاشرح لي الفرق بين `post_type` و `key`.\n\nEnglish again.\n\n- أول\n- second\n\n> שלום\n\n| عمود | b |\n|---|---|\n| c | 1 |\n';
    assert.deepEqual(await directions(text, 'h3, p, li, td, th, blockquote, table'), [
      ...['rtl', 'rtl', 'ltr', 'rtl', 'ltr', 'rtl', 'rtl', 'rtl', 'rtl', 'ltr', 'ltr', 'rtl'],
    ]);
  });

  it('ignores code and formulas before the first letter', async () => {
    assert.deepEqual(await directions('`post_type` هو نوع', 'p'), ['rtl']);
    assert.deepEqual(await directions('1. 2024: عام', 'li'), ['rtl']);
  });

  it('is left to right in code', async () => {
    assert.deepEqual(await directions('مرحبا `a.b()` ثم\n\n```\nسلام\n```\n', 'code, .md-code'), [
      'ltr',
      'ltr',
      'ltr',
    ]);
  });

  it('puts the marker of a list item on the side where the item begins', async () => {
    const sides = await page.evaluate(
      ([kit]) => {
        const root = kit.stage();
        const message = kit.create();
        message.update('- أول\n- second\n', true);
        kit.show(message, root);
        const list = root.querySelector('ul')?.getBoundingClientRect();
        const free = [...root.querySelectorAll('li')].map((item) => {
          const box = item.getBoundingClientRect();
          return [box.left - (list?.left ?? 0), (list?.right ?? 0) - box.right].map((gap) => gap > 10);
        });
        root.remove();
        return free;
      },
      [page.kit] as const,
    );
    assert.deepEqual(sides, [
      [false, true],
      [true, false],
    ]);
  });

  it('adds nothing to text that is all left to right', async () => {
    const html = await page.evaluate(([kit]) => kit.streamed('# A\n\n- b\n\n| c |\n|---|\n| d |\n', [1]), [
      page.kit,
    ] as const);
    assert.doesNotMatch(html, /dir=/);
  });
});
