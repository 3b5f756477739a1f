import assert from 'node:assert/strict';
import { networkFacts, proxyAddress } from '../../../../src/host/connection/networkFacts';

const http = {
  proxy: '',
  noProxy: [],
  proxySupport: 'override',
  proxyStrictSSL: true,
  systemCertificates: true,
};
const origin = 'https://api.coze.cn';

describe('networkFacts', () => {
  for (const [title, settings, environment, expected] of [
    ['no proxy', {}, {}, undefined],
    [
      'the proxy of the settings',
      { proxy: 'http://p:1' },
      {},
      { address: 'http://p:1', setBy: 'http.proxy' },
    ],
    [
      'the proxy of the environment',
      {},
      { https_proxy: 'http://p:2' },
      { address: 'http://p:2', setBy: 'HTTPS_PROXY' },
    ],
    ['no proxy where VS Code uses none', { proxySupport: 'off' }, { HTTPS_PROXY: 'http://p:2' }, undefined],
  ] as const) {
    it(`names ${title}`, () => {
      assert.deepEqual(networkFacts(origin, { ...http, ...settings }, environment).proxy, expected);
    });
  }

  it('names the environment variables that are set, not their values', () => {
    const { variables } = networkFacts(origin, http, {
      http_proxy: 'http://user:secret@p',
      NODE_EXTRA_CA_CERTS: '/home/user/ca.pem',
      NO_PROXY: ' ',
    });
    assert.deepEqual(variables, ['HTTP_PROXY', 'NODE_EXTRA_CA_CERTS']);
  });
});

describe('proxyAddress', () => {
  for (const [proxy, expected] of [
    ['http://proxy.example:3128', 'http://proxy.example:3128'],
    ['proxy.example:3128', 'http://proxy.example:3128'],
    ['http://user:secret@proxy.example:3128/', 'http://proxy.example:3128'],
    ['user:secret@proxy.example:3128', 'http://proxy.example:3128'],
    ['http://user:se@cret@proxy.example', 'http://proxy.example'],
    ['http://user:secret/more@proxy.example', ''],
    ['http://user:#secret@proxy.example', ''],
    ['user:secret', ''],
    ['http://', ''],
  ] as const) {
    it(`is “${expected}” for ${proxy}`, () => assert.equal(proxyAddress(proxy), expected));
  }
});
