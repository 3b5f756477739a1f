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

  it('breaks the line at every spelling of br, in a cell, a paragraph, an item and a heading', async () => {
    assert.equal(await html('a<br>b<BR/>c<br />d'), '<p>a<br>\nb<br>\nc<br>\nd</p>');
    assert.match(
      await html('| a |\n|---|\n| 步骤1<br>步骤2<br/>步骤3 |\n'),
      /<td>步骤1<br>\s*步骤2<br>\s*步骤3<\/td>/,
    );
    assert.match(await html('- a<br>b\n'), /<li>a<br>\s*b<\/li>/);
    assert.match(await html('# a<br>b\n'), /a<br>\s*b<\/h3>/);
  });

  it('formats by the inline tags that have no attributes', async () => {
    for (const tag of ['sub', 'sup', 'kbd', 'mark', 'u', 'b', 'i', 's', 'del', 'ins']) {
      assert.equal(
        await html(`x<${tag}>**y**</${tag.toUpperCase()}>z`),
        `<p>x<${tag}><strong>y</strong></${tag}>z</p>`,
      );
    }
  });

  it('shows a tag without its counterpart as text, and does not format the rest', async () => {
    assert.equal(await html('a <b>b\n\nc'), '<p>a &lt;b&gt;b</p>\n<p>c</p>');
    assert.equal(await html('a</u> b'), '<p>a&lt;/u&gt; b</p>');
    assert.equal(await html('**a <u>b** c</u>'), '<p><strong>a &lt;u&gt;b</strong> c&lt;/u&gt;</p>');
  });

  it('closes a tag that is still open with the emphasis around it while the answer is written', async () => {
    assert.equal(await html('**a <u>b** c', false), '<p><strong>a <u>b</u></strong> c</p>');
  });

  it('leaves out comments, over several lines too', async () => {
    assert.equal(await html('a<!-- b\nc -->d'), '<p>ad</p>');
  });

  it('shows a comment that never ends', async () => {
    assert.equal(await html('a <!-- b'), '<p>a &lt;!-- b</p>');
  });

  it('is text with attributes, of other elements and in code', async () => {
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

  it('never shows half a tag while it is typed', async () => {
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
