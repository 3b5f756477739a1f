import assert from 'node:assert/strict';
import { environmentToken } from '../../../../src/shared/token/tokenText';

describe('environmentToken', () => {
  const environment = { COZE_API_TOKEN: 'Bearer pat_environment' };

  it('returns the token for the origin of the base URL, without its prefix', () => {
    assert.equal(
      environmentToken('https://api.coze.cn', 'https://api.coze.cn/sub', environment),
      'pat_environment',
    );
  });

  it('returns undefined for any other origin, and without a base URL', () => {
    for (const origin of ['https://api.coze.com', 'http://api.coze.cn', 'https://api.coze.cn:8443'])
      assert.equal(environmentToken(origin, 'https://api.coze.cn', environment), undefined, origin);
    assert.equal(environmentToken('https://api.coze.cn', undefined, environment), undefined);
  });

  it('returns undefined for a token that is invalid in a header', () => {
    for (const COZE_API_TOKEN of ['', 'pat_a b', 'pat_a\nb', undefined]) {
      assert.equal(
        environmentToken('https://api.coze.cn', 'https://api.coze.cn', { COZE_API_TOKEN }),
        undefined,
      );
    }
  });
});
