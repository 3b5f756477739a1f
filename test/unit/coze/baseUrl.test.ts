import assert from 'node:assert/strict';
import { isLoopback, normalizeBaseUrl, originOf } from '../../../src/coze/transport/baseUrl';
import { CozeError } from '../../../src/coze/errors/cozeError';

describe('the base URL', () => {
  const good: readonly (readonly [string, string])[] = [
    ['https://api.coze.cn', 'https://api.coze.cn'],
    ['https://api.coze.cn/', 'https://api.coze.cn'],
    [' https://api.coze.com// ', 'https://api.coze.com'],
    ['HTTPS://API.COZE.CN:443', 'https://api.coze.cn'],
    ['https://api.coze.cn/v1/workflows/chat', 'https://api.coze.cn'],
    ['https://api.coze.cn/v1', 'https://api.coze.cn'],
    ['https://api.coze.cn/v1/workflow/run?x=1#y', 'https://api.coze.cn'],
    ['https://proxy.example/coze/', 'https://proxy.example/coze'],
    ['https://proxy.example/v1x', 'https://proxy.example/v1x'],
    ['https://coze.example:8443/a', 'https://coze.example:8443/a'],
    ['http://127.0.0.1:8888', 'http://127.0.0.1:8888'],
    ['http://127.9.9.9', 'http://127.9.9.9'],
    ['http://localhost:8888/', 'http://localhost:8888'],
    ['http://[::1]:8888', 'http://[::1]:8888'],
    ['http://2130706433', 'http://127.0.0.1'],
  ];
  for (const [typed, used] of good) {
    it(`${JSON.stringify(typed)} is used as ${used}`, () => {
      assert.equal(normalizeBaseUrl(typed), used);
    });
  }

  const bad: readonly (readonly [string, string])[] = [
    ['', 'baseUrlInvalid'],
    ['api.coze.cn', 'baseUrlInvalid'],
    ['ftp://api.coze.cn', 'baseUrlInvalid'],
    ['file:///etc/passwd', 'baseUrlInvalid'],
    ['javascript:alert(1)', 'baseUrlInvalid'],
    ['https://user:secret@api.coze.cn', 'baseUrlInvalid'],
    ['https://user@api.coze.cn', 'baseUrlInvalid'],
    ['http://api.coze.cn', 'baseUrlInsecure'],
    ['http://192.168.1.5:8888', 'baseUrlInsecure'],
    ['http://127.0.0.1.evil.example', 'baseUrlInsecure'],
    ['http://localhost.evil.example', 'baseUrlInsecure'],
    ['http://0.0.0.0', 'baseUrlInsecure'],
  ];
  for (const [typed, reason] of bad) {
    it(`${JSON.stringify(typed)} is refused: ${reason}`, () => {
      assert.throws(
        () => normalizeBaseUrl(typed),
        (error) =>
          error instanceof CozeError &&
          error.info.reason === reason &&
          !JSON.stringify(error.info).includes('secret') &&
          !error.message.includes('secret'),
      );
    });
  }

  it('gives the origin that a token belongs to, without the path', () => {
    assert.equal(originOf('https://proxy.example:8443/coze/'), 'https://proxy.example:8443');
  });

  it('takes for this computer only what is this computer', () => {
    assert.deepEqual(
      [
        'localhost',
        '127.0.0.1',
        '127.255.0.9',
        '[::1]',
        '128.0.0.1',
        '127.0.0.1.x',
        '[::2]',
        'xlocalhost',
        'a.localhost',
        'localhost.',
      ].map(isLoopback),
      [true, true, true, true, false, false, false, false, false, false],
    );
  });
});
