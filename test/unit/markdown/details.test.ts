import assert from 'node:assert/strict';
import { emptyEnvironment, parser } from '../../../src/markdown/parse/parser';

function html(text: string): string {
  return parser().render(text, emptyEnvironment()).replaceAll('\n', '');
}

const disclosure = (content: string, title = 'a') =>
  `<details><summary>${title}</summary>${content}</details>`;

describe('A disclosure in Markdown', () => {
  it('is read with its tags in one line or in several', () => {
    for (const text of [
      '<details><summary>a</summary>b</details>',
      '<details><summary>a</summary>\n\nb\n\n</details>',
      '<details>\n<summary>a</summary>\nb\n</details>',
      '<DETAILS>\n\n  <SUMMARY> a </SUMMARY> b\n  </DETAILS>',
    ]) {
      assert.equal(html(`${text}\nafter`), `${disclosure('<p>b</p>')}<p>after</p>`, text);
    }
  });

  it('ends a paragraph, and may be open initially or have no title', () => {
    assert.equal(html('a\n<details open>\nb\n</details>'), '<p>a</p><details open=""><p>b</p></details>');
  });

  it('may contain any Markdown', () => {
    assert.equal(
      html('<details><summary>**a** `<b>`</summary>\n\n# b\n\n| c |\n|---|\n| d |\n</details>'),
      disclosure(
        '<h1>b</h1><table><thead><tr><th>c</th></tr></thead><tbody><tr><td>d</td></tr></tbody></table>',
        '<strong>a</strong> <code>&lt;b&gt;</code>',
      ),
    );
    assert.equal(
      html('<details>\n> b\n</details>\nc'),
      '<details><blockquote><p>b</p></blockquote></details><p>c</p>',
    );
    assert.equal(html('<details>\n- b\n</details>\nc'), '<details><ul><li>b</li></ul></details><p>c</p>');
  });

  it('may be nested in another one, in an item and in a quote', () => {
    const inner = '<details><summary>a</summary>b</details>';
    assert.equal(
      html(`<details><summary>o</summary>\n${inner}\nc\n</details>`),
      disclosure(`${disclosure('<p>b</p>')}<p>c</p>`, 'o'),
    );
    assert.equal(
      html(`- x\n\n  ${inner}\n- y`),
      `<ul><li><p>x</p>${disclosure('<p>b</p>')}</li><li><p>y</p></li></ul>`,
    );
    assert.equal(html(`> ${inner}\n\nc`), `<blockquote>${disclosure('<p>b</p>')}</blockquote><p>c</p>`);
  });

  it('closes at the end of the text, the item or the quote at the latest', () => {
    assert.equal(html('<details>\nb'), '<details><p>b</p></details>');
    assert.equal(html('- <details>\n  b\n\nc'), '<ul><li><details><p>b</p></details></li></ul><p>c</p>');
  });

  it('is text in code, within a line, and if a tag closes nothing', () => {
    assert.equal(html('```\n<details>\n```'), '<pre><code>&lt;details&gt;</code></pre>');
    assert.equal(html('`<details>`'), '<p><code>&lt;details&gt;</code></p>');
    assert.equal(html('a <details> b'), '<p>a &lt;details&gt; b</p>');
    assert.equal(
      html('a\n\n</details>\n\n<summary>b</summary>'),
      '<p>a</p><p>&lt;/details&gt;</p><p>&lt;summary&gt;b&lt;/summary&gt;</p>',
    );
    assert.equal(
      html('<details>\n\n```\n</details>\n```\n</details>\nb'),
      '<details><pre><code>&lt;/details&gt;</code></pre></details><p>b</p>',
    );
  });

  it('keeps all text if many are nested', () => {
    assert.match(html(`${'<details>\n'.repeat(50)}end`), /end/);
  });
});
