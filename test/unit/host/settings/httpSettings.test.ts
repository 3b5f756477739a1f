import assert from 'node:assert/strict';
import { readHttpSettings } from '../../../../src/host/settings/httpSettings';
import { proxyInForce } from '../../../../src/host/settings/proxyInForce';

describe('The settings “http.…” of VS Code', () => {
  const reading = (values: Readonly<Record<string, unknown>>) => readHttpSettings((key) => values[key]);
  const defaults = {
    proxy: '',
    noProxy: [],
    proxySupport: 'override',
    proxyStrictSSL: true,
    systemCertificates: true,
  };

  it('are read as they are written', () => {
    const written = {
      proxy: 'http://proxy.example:3128',
      noProxy: ['a.example'],
      proxySupport: 'off',
      proxyStrictSSL: false,
      systemCertificates: false,
    };
    assert.deepEqual(reading(written), written);
    assert.deepEqual(reading({}), defaults);
  });

  for (const wrong of [null, 3, true, {}, []]) {
    it(`have their defaults where they hold ${JSON.stringify(wrong)}`, () => {
      const settings = reading({
        proxy: wrong,
        noProxy: [wrong],
        proxySupport: wrong,
        proxyStrictSSL: wrong,
        systemCertificates: wrong,
      });
      assert.deepEqual(settings, defaults);
      assert.deepEqual(reading({ noProxy: Array.isArray(wrong) ? 'a' : wrong }), defaults);
      assert.equal(proxyInForce('https://api.coze.cn', settings, {}), undefined);
    });
  }
});
