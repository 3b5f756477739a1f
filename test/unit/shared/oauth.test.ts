import assert from 'node:assert/strict';
import { isVerificationPage } from '../../../src/shared/oauth';

describe('isVerificationPage', () => {
  for (const [page, service, isOpened] of [
    ['https://www.coze.cn/open/oauth/device', 'api.coze.cn', true],
    ['https://www.coze.com/open/oauth/device', 'api.coze.com', true],
    ['https://code.coze.cn/device', 'api.coze.cn', true],
    ['https://www.coze.com/open/oauth/device', 'api.coze.cn', false],
    ['http://www.coze.cn/open/oauth/device', 'api.coze.cn', false],
    ['https://www.coze.cn.evil.example/device', 'api.coze.cn', false],
    ['https://evilcoze.cn/device', 'api.coze.cn', false],
    ['https://www.coze.cn@evil.example/device', 'api.coze.cn', false],
    ['https://www.coze.cn\\@evil.example/device', 'api.coze.cn', false],
    ['javascript:alert(1)', 'api.coze.cn', false],
    ['command:coze.signOut', 'api.coze.cn', false],
    ['', 'api.coze.cn', false],
    ['https://www.coze.cn/device', 'gateway.example', false],
    ['https://www.coze.cn/device', '127.0.0.1', true],
    ['https://evil.example/device', '127.0.0.1', false],
    ['https://gateway.example/device', 'gateway.example', true],
    ['https://other.example/device', 'gateway.example', false],
    ['http://127.0.0.1:1/device', '127.0.0.1', false],
  ] as const) {
    it(`${isOpened ? 'accepts' : 'refuses'} ${page || 'an empty text'} for ${service}`, () => {
      assert.equal(isVerificationPage(page, service), isOpened);
    });
  }
});
