import assert from 'node:assert/strict';
import { proxyInForce } from '../../../../src/host/settings/proxyInForce';

const none = { proxy: '', noProxy: [], proxySupport: 'override' };
const set = { ...none, proxy: 'http://127.0.0.1:9' };
const api = 'https://api.coze.cn';

describe('proxyInForce', () => {
  it('returns the proxy of the settings, or else of the environment', () => {
    assert.equal(proxyInForce(api, set, { HTTPS_PROXY: 'http://other:1' }), 'http://127.0.0.1:9');
    assert.equal(proxyInForce(api, none, { HTTPS_PROXY: 'http://other:1' }), 'http://other:1');
    assert.equal(proxyInForce(api, none, { http_proxy: 'socks5://other:1' }), 'socks5://other:1');
    assert.equal(proxyInForce(api, none, { https_proxy: '', HTTPS_PROXY: 'http://o:1' }), 'http://o:1');
    assert.equal(
      proxyInForce('http://a.example', none, { HTTP_PROXY: 'http://a:1', HTTPS_PROXY: 'http://b:1' }),
      'http://b:1',
    );
    assert.equal(proxyInForce(api, none, { HTTPS_PROXY: ' ' }), undefined);
    assert.equal(proxyInForce(api, none, {}), undefined);
  });

  it('names no proxy that VS Code does not use: ALL_PROXY, or an address without a usable scheme', () => {
    assert.equal(proxyInForce(api, none, { ALL_PROXY: 'socks5://other:1' }), undefined);
    for (const proxy of ['other:1', 'ftp://other:1', '//other:1']) {
      assert.equal(proxyInForce(api, none, { HTTPS_PROXY: proxy }), undefined, proxy);
      assert.equal(proxyInForce(api, { ...none, proxy }, { HTTPS_PROXY: 'http://b:1' }), 'http://b:1', proxy);
    }
  });

  it('ignores NO_PROXY where the setting lists hosts', () => {
    const listed = { ...set, noProxy: ['intranet.example'] };
    assert.equal(proxyInForce(api, listed, { NO_PROXY: 'api.coze.cn' }), set.proxy);
    assert.equal(proxyInForce('https://intranet.example', listed, {}), undefined);
  });

  it('returns undefined if proxies are off, for loopback, and for excluded hosts', () => {
    assert.equal(proxyInForce(api, { ...set, proxySupport: 'off' }, {}), undefined);
    for (const origin of ['http://localhost:8888', 'http://127.0.0.1', 'http://[::1]:1']) {
      assert.equal(proxyInForce(origin, set, {}), undefined, origin);
    }
    for (const pattern of ['*', 'coze.cn', '.coze.cn', 'api.coze.cn:443', 'api.coze.cn:', 'API.Coze.cn']) {
      assert.equal(proxyInForce(api, { ...set, noProxy: [pattern] }, {}), undefined, pattern);
      assert.equal(proxyInForce(api, set, { NO_PROXY: `x.example, ${pattern}` }), undefined, pattern);
    }
    for (const pattern of ['', 'oze.cn', 'coze.com', 'api.coze.cn:80', '*.coze.cn', 'x.example coze.cn']) {
      assert.equal(proxyInForce(api, { ...set, noProxy: [pattern] }, {}), set.proxy, pattern);
    }
  });
});
