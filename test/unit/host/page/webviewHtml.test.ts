import assert from 'node:assert/strict';
import { languageTag, webviewHtml, type PageOptions } from '../../../../src/host/page/webviewHtml';

const options: PageOptions = {
  cspSource: 'https://*.vscode-cdn.net',
  scriptUri: 'https://file.vscode-cdn.net/dist/webview.js',
  styleUri: 'https://file.vscode-cdn.net/dist/webview.css',
  onDemandUri: 'https://file.vscode-cdn.net/dist/webview-',
  language: 'zh-cn',
  title: 'Chat',
};

const policyOf = (html: string) =>
  new Map(
    (/Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '').split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values] as const;
    }),
  );

describe('webviewHtml', () => {
  it('allows only the files of the extension', () => {
    const html = webviewHtml({ ...options, nonce: 'NONCE' });
    assert.deepEqual(Object.fromEntries(policyOf(html)), {
      'default-src': [`'none'`],
      'script-src': [`'nonce-NONCE'`],
      'style-src': ['https://*.vscode-cdn.net', `'nonce-NONCE'`],
      'img-src': ['data:', 'blob:'],
      'media-src': ['data:'],
      'font-src': ['https://*.vscode-cdn.net'],
      'base-uri': [`'none'`],
      'form-action': [`'none'`],
      'require-trusted-types-for': [`'script'`],
      'trusted-types': ['fast-html', 'lit-html', 'dompurify', 'coze'],
    });
  });

  it('allows nothing unsafe and no remote images', () => {
    const html = webviewHtml(options);
    assert.doesNotMatch(html, /unsafe-/);
    assert.doesNotMatch(policyOf(html).get('img-src')?.join(' ') ?? '', /https/);
    assert.equal(policyOf(html).has('connect-src'), false);
  });

  it('has a fresh nonce of 128 random bits for each page', () => {
    const nonces = Array.from({ length: 100 }, () => /nonce-([^']*)'/.exec(webviewHtml(options))?.[1] ?? '');
    assert.equal(new Set(nonces).size, 100);
    for (const nonce of nonces) assert.equal(Buffer.from(nonce, 'base64').length, 16);
  });

  it('passes the nonce to the toolkit, and the prefix of the files loaded on demand', () => {
    const html = webviewHtml({ ...options, nonce: 'NONCE' });
    assert.match(html, /<meta property="csp-nonce" content="NONCE">/);
    assert.match(
      html,
      /<meta name="coze-on-demand" content="https:\/\/file\.vscode-cdn\.net\/dist\/webview-">/,
    );
  });

  it('sets the language as a BCP 47 tag', () => {
    assert.match(webviewHtml(options), /<html lang="zh-CN">/);
    assert.equal(languageTag('en'), 'en');
    assert.equal(languageTag('en-US'), 'en-US');
    assert.equal(languageTag('zh-cn'), 'zh-CN');
    assert.equal(languageTag('pt-br'), 'pt-BR');
    assert.equal(languageTag('zh-hant'), 'zh-hant');
    assert.equal(languageTag(''), 'en');
  });

  it('escapes its options', () => {
    const html = webviewHtml({ ...options, title: '</title><script>x</script>', language: '"><script>' });
    assert.equal(html.match(/<script/g)?.length, 2);
  });

  it('loads the words of one language, before the view', () => {
    const scripts = (language: string) =>
      [...webviewHtml({ ...options, language }).matchAll(/<script [^>]*src="[^"]*\/([^"/]*)"/g)].map(
        ([, name]) => name,
      );
    assert.deepEqual(scripts('en'), ['webview-words-en.js', 'webview.js']);
    assert.deepEqual(scripts('de'), ['webview-words-en.js', 'webview.js']);
    assert.deepEqual(scripts('zh-cn'), ['webview-words-zh.js', 'webview.js']);
    assert.deepEqual(scripts('zh-tw'), ['webview-words-zh.js', 'webview.js']);
  });
});
