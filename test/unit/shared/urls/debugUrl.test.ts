import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isTrustedDebugUrl } from '../../../../src/shared/urls/urls';
import { anyCharacter } from '../../../support/properties';

const cloud = 'https://api.coze.cn';
const selfHosted = 'https://coze.example:8443/api';

describe('a debug link', () => {
  const trusted: readonly (readonly [string, string])[] = [
    ['https://www.coze.cn/work_flow?execute_id=1&space_id=2', cloud],
    ['https://www.coze.com/work_flow?execute_id=1', cloud],
    ['https://www.coze.cn:443/x', cloud],
    ['https://coze.example:8443/work_flow?execute_id=1', selfHosted],
  ];
  for (const [url, baseUrl] of trusted) {
    it(`${url} may be opened`, () => {
      assert.equal(isTrustedDebugUrl(url, baseUrl), true);
    });
  }

  const hostile: readonly (readonly [string, string])[] = [
    ['http://www.coze.cn/work_flow', cloud],
    ['https://coze.cn.evil.example/', cloud],
    ['https://www.coze.cn.evil.example/', cloud],
    ['https://evil.example/?www.coze.cn', cloud],
    ['https://evil.example#www.coze.cn', cloud],
    ['https://www.coze.cn@evil.example/', cloud],
    ['https://user@www.coze.cn/', cloud],
    ['https://:pw@www.coze.cn/', cloud],
    ['https://www.coze.cn:444/', cloud],
    ['https://www.cоze.cn/', cloud],
    ['https://wwwxcoze.cn/', cloud],
    ['https://www.coze.cn\\@evil.example/', cloud],
    ['https:\\\\www.coze.cn/', cloud],
    [' https://www.coze.cn/', cloud],
    ['https://www.coze.cn/\n', cloud],
    ['https://www.coze.cn/\u0000', cloud],
    ['https://coze.example/work_flow', selfHosted],
    ['https://coze.example:8444/work_flow', selfHosted],
    ['http://coze.example:8443/work_flow', selfHosted],
    ['http://127.0.0.1:8888/work_flow', 'http://127.0.0.1:8888'],
    ['javascript:alert(1)', cloud],
    ['data:text/html,x', cloud],
    ['file:///etc/passwd', cloud],
    ['vscode://ext/x', cloud],
    ['command:workbench.action.quit', cloud],
    ['//www.coze.cn/', cloud],
    ['www.coze.cn', cloud],
    ['', cloud],
  ];
  for (const [url, baseUrl] of hostile) {
    it(`${JSON.stringify(url)} stays text`, () => {
      assert.equal(isTrustedDebugUrl(url, baseUrl), false);
    });
  }

  const path = fc.array(fc.string({ unit: anyCharacter }).map(encodeURIComponent));
  const webUrl = fc
    .tuple(fc.constantFrom('http', 'https'), fc.webAuthority({ withPort: true }), path)
    .map(([scheme, authority, parts]) => `${scheme}://${authority}/${parts.join('/')}`);

  it('is checked without throwing, for any link and base URL', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), webUrl), fc.string(), (url, baseUrl) => {
        assert.equal(isTrustedDebugUrl(url, baseUrl), false);
      }),
    );
  });
});
