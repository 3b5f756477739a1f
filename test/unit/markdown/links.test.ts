import assert from 'node:assert/strict';
import { decodeHTMLStrict } from '../../../src/markdown/light/entities';
import { imagesOf, linksOf } from '../../../src/markdown/links';
import { isAllowedUrl } from '../../../src/markdown/parse/inline/urls';

describe('Links of a message', () => {
  it('are in the order of the text, definitions at the end included', () => {
    const text =
      '[b][x] <https://example.com/1> https://example.com/2，然后\n\n[a](https://example.com/3)\n\n[x]: https://example.com/0\n';
    const expected = [
      'https://example.com/0',
      'https://example.com/1',
      'https://example.com/2',
      'https://example.com/3',
    ];
    assert.deepEqual(linksOf(text), expected);
  });

  it('ignore a later definition while the message streams', () => {
    const text = '[a][x]\n\n[b](https://example.com/b)\n\n[x]: https://example.com/x\n\n[c][x]\n';
    assert.deepEqual(linksOf(text, false), ['https://example.com/b', 'https://example.com/x']);
    assert.equal(linksOf(text, true).length, 3);
  });

  it('end before a full stop, a closing bracket and Chinese', () => {
    for (const [text, url] of [
      ['See https://example.com/a.', 'https://example.com/a'],
      ['(https://example.com/a)', 'https://example.com/a'],
      ['https://example.com/a_(b)', 'https://example.com/a_(b)'],
      ['请看https://example.com/a？谢谢', 'https://example.com/a'],
      ['https://example.com/路径', 'https://example.com/'],
    ] as const) {
      assert.deepEqual(linksOf(text), [url], text);
    }
  });

  it('do not end at a space within an address', () => {
    for (const text of [
      '![图](https://example.com/a b.png)',
      '[报告](https://example.com/我的 报告.pdf)',
      '[x]( https://example.com/a b )',
      '[x](https://example.com/a 详见 "说明")',
    ]) {
      assert.deepEqual([...linksOf(text), ...imagesOf(text)], [], text);
    }
    assert.deepEqual(linksOf('[x](<https://example.com/a b>)'), ['https://example.com/a%20b']);
  });

  it('are https only, with a plain host', () => {
    const urls = [
      'http://example.com',
      'javascript:alert(1)',
      'command:x',
      'vscode://x',
      'file:///x',
      'https://user@example.com/',
      'https://user:password@example.com/',
      'https://example.com\\@evil.example/',
      'https://exa%6dple.com/',
      'https://example.com:99999/',
      'https:///x',
      'https://example.com/a\u202eb',
      '//example.com',
      'https:example.com',
    ];
    assert.deepEqual(urls.filter(isAllowedUrl), []);
    assert.ok(
      ['https://example.com', 'https://[::1]:8443/a?b#c', 'https://xn--fiq228c.com/'].every(isAllowedUrl),
    );
  });

  it('show the letters of an international host that are resolved', () => {
    assert.deepEqual(linksOf('[x](https://例子.com/路)'), ['https://xn--fsqu00a.com/%E8%B7%AF']);
    assert.deepEqual(linksOf('[x](https://例子.com:8443?a=路#路)'), [
      'https://xn--fsqu00a.com:8443?a=%E8%B7%AF#%E8%B7%AF',
    ]);
  });

  it('have no host that imitates another', () => {
    for (const host of [
      'o\ufb03ce.com',
      'exam\u200bple.com',
      'exa\u00admple.com',
      '例子%2ecom',
      '例@example.com',
    ]) {
      assert.deepEqual(linksOf(`[x](https://${host}/)`), [], host);
    }
  });

  it('keep existing escapes, and escape characters that an address cannot contain', () => {
    assert.deepEqual(linksOf('[x](<https://example.com/%E8%b7%AF%2541%4?a=[1]&b="c d"#{\ud800}>)'), [
      'https://example.com/%E8%b7%AF%2541%254?a=%5B1%5D&b=%22c%20d%22#%7B%EF%BF%BD%7D',
    ]);
  });

  it('are not found in code or in the alternative text of an image', () => {
    assert.deepEqual(
      linksOf(
        '`https://example.com`\n\n    https://example.com\n\n![https://example.com](https://example.com/i)',
      ),
      [],
    );
    assert.deepEqual(imagesOf('![a](https://example.com/i) ![b](http://example.com/j)'), [
      'https://example.com/i',
    ]);
  });
});

describe('Named characters', () => {
  it('are decoded like in a browser; unknown names are kept and invalid numbers replaced', () => {
    assert.equal(decodeHTMLStrict('&lt;&amp;&copy;&hellip;&#20013;&#x4e2d;&euro;'), '<&©…中中€');
    assert.equal(decodeHTMLStrict('&unknown; &amp &#0; &#xd800;'), '&unknown; &amp \ufffd \ufffd');
  });
});
