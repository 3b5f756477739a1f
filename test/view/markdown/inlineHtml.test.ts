import assert from 'node:assert/strict';
import { openKit, type KitPage } from '../support/openKit';

describe('HTML in an answer', () => {
  let page: KitPage;
  before(async () => {
    page = await openKit();
  });
  after(() => page.test.close());

  const html = (text: string, isComplete = true) =>
    page.evaluate(([kit, source, end]) => kit.streamed(source, [1], end), [
      page.kit,
      text,
      isComplete,
    ] as const);

  it('breaks lines at all spellings of br, in cells, paragraphs, items and headings', async () => {
    assert.equal(await html('a<br>b<BR/>c<br />d'), '<p>a<br>\nb<br>\nc<br>\nd</p>');
    assert.match(
      await html('| a |\n|---|\n| 步骤1<br>步骤2<br/>步骤3 |\n'),
      /<td>步骤1<br>\s*步骤2<br>\s*步骤3<\/td>/,
    );
    assert.match(await html('- a<br>b\n'), /<li>a<br>\s*b<\/li>/);
    assert.match(await html('# a<br>b\n'), /a<br>\s*b<\/h3>/);
  });

  it('applies inline tags without attributes', async () => {
    for (const tag of ['sub', 'sup', 'kbd', 'mark', 'u', 'b', 'i', 's', 'del', 'ins']) {
      assert.equal(
        await html(`x<${tag}>**y**</${tag.toUpperCase()}>z`),
        `<p>x<${tag}><strong>y</strong></${tag}>z</p>`,
      );
    }
  });

  it('shows an unpaired tag as text and leaves the rest unformatted', async () => {
    assert.equal(await html('a <b>b\n\nc'), '<p>a &lt;b&gt;b</p>\n<p>c</p>');
    assert.equal(await html('a</u> b'), '<p>a&lt;/u&gt; b</p>');
    assert.equal(await html('**a <u>b** c</u>'), '<p><strong>a &lt;u&gt;b</strong> c&lt;/u&gt;</p>');
  });

  it('closes an open tag with the emphasis around it while streaming', async () => {
    assert.equal(await html('**a <u>b** c', false), '<p><strong>a <u>b</u></strong> c</p>');
  });

  it('hides comments, also over several lines', async () => {
    assert.equal(await html('a<!-- b\nc -->d'), '<p>ad</p>');
  });

  it('shows an unclosed comment', async () => {
    assert.equal(await html('a <!-- b'), '<p>a &lt;!-- b</p>');
  });

  it('is text if it has attributes, is another element or is in code', async () => {
    for (const text of [
      '<b class="x">a</b>',
      '<img src=x onerror=y>',
      '<script>a</script>',
      '<span>a</span>',
    ]) {
      const result = await html(text);
      assert.doesNotMatch(result, /<(?:img|script|span|b)[ >]/, text);
      assert.ok(result.includes('&lt;'), text);
    }
    assert.equal(await html('`a<br>b`'), '<p><code>a&lt;br&gt;b</code></p>');
  });

  it('never shows a part of a tag while streaming', async () => {
    const states = await page.evaluate(
      ([kit, source]) => {
        const root = kit.stage();
        const message = kit.create();
        const seen = Array.from(source, (_character, index) => {
          message.update(source.slice(0, index + 1), false);
          kit.show(message, root);
          return root.textContent;
        });
        root.remove();
        return seen;
      },
      [page.kit, 'H<sub>2</sub>O<br>and <!-- hidden --> **bold <u>line</u>** end'] as const,
    );
    assert.deepEqual(
      states.filter((state) => /[<>!*]|hidden/.test(state)),
      [],
    );
  });
});
