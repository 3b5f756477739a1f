import assert from 'node:assert/strict';
import {
  authorizePage,
  cloudByApiHost,
  cloudByDomain,
  defaultBaseUrl,
  isDebugHost,
  oauthPage,
  otherApiHost,
  publishHelpPage,
  tokenPage,
} from '../../../../src/shared/urls/clouds';

const strangers = ['coze.cn.evil.example', 'xcoze.cn', 'coze.org', 'coze.example', ''];

describe("Coze's clouds", () => {
  it('uses the cloud of mainland China if the settings name none', () => {
    assert.equal(defaultBaseUrl, 'https://api.coze.cn');
  });

  it('finds a cloud by the host of its API and by no other host', () => {
    assert.equal(cloudByApiHost('api.coze.cn')?.baseUrl, 'https://api.coze.cn');
    assert.equal(cloudByApiHost('api.coze.com')?.baseUrl, 'https://api.coze.com');
    for (const host of [...strangers, 'coze.cn', 'www.coze.cn', 'api.coze.cn:8443']) {
      assert.equal(cloudByApiHost(host), undefined, host);
    }
  });

  it('finds a cloud by any host of its domain', () => {
    for (const host of ['coze.cn', 'www.coze.cn', 'api.coze.cn', 'a.b.coze.cn']) {
      assert.equal(cloudByDomain(host)?.domain, 'coze.cn', host);
    }
    assert.equal(cloudByDomain('www.coze.com')?.domain, 'coze.com');
    for (const host of strangers) assert.equal(cloudByDomain(host), undefined, host);
  });

  it('names the API of the other cloud, for its own APIs only', () => {
    assert.equal(otherApiHost('api.coze.cn'), 'api.coze.com');
    assert.equal(otherApiHost('api.coze.com'), 'api.coze.cn');
    for (const host of [...strangers, 'www.coze.cn']) assert.equal(otherApiHost(host), undefined, host);
  });

  it('knows the hosts of the debug pages', () => {
    assert.deepEqual(['www.coze.cn', 'www.coze.com'].map(isDebugHost), [true, true]);
    for (const host of [...strangers, 'coze.cn', 'api.coze.cn', 'www.coze.cn:444']) {
      assert.equal(isDebugHost(host), false, host);
    }
  });

  it("opens the pages of the service's cloud, otherwise those of mainland China", () => {
    assert.equal(tokenPage('api.coze.com'), 'https://www.coze.com/open/oauth/pats');
    assert.equal(tokenPage('api.coze.cn'), 'https://www.coze.cn/open/oauth/pats');
    assert.equal(tokenPage('coze.example'), 'https://www.coze.cn/open/oauth/pats');
    assert.equal(
      publishHelpPage('api.coze.com'),
      'https://www.coze.com/open/docs/developer_guides/workflow_chat',
    );
  });

  it('names the pages of an OAuth app: where it is made, and where a sign-in is approved', () => {
    assert.equal(oauthPage('api.coze.com'), 'https://www.coze.com/open/oauth/apps');
    assert.equal(oauthPage('coze.example'), 'https://www.coze.cn/open/oauth/apps');
    assert.equal(authorizePage('api.coze.cn'), 'https://www.coze.cn/api/permission/oauth2/authorize');
    for (const host of strangers) assert.equal(authorizePage(host), undefined, host);
  });
});
