import assert from 'node:assert/strict';
import {
  APIError,
  CozeAPI,
  getDeviceCode,
  getDeviceToken,
  getPKCEAuthenticationUrl,
  getPKCEOAuthToken,
  refreshOAuthToken,
} from '@coze/api';
import { mountHttp, type HttpMount } from '../../support/httpMount';
import { instantService } from './calling';

const clientId = '1234567890.app.coze';
const redirectUrl = 'http://127.0.0.1:48787/coze/callback';

/** Whether the SDK found this word where it looks for it. */
function refusal(word: string) {
  return (error: unknown) =>
    error instanceof APIError && Reflect.get(Object(error.rawError), 'error') === word;
}

describe('Coze’s SDK signs in at the simulated service', () => {
  let mount: HttpMount;
  before(async () => {
    mount = await mountHttp(
      instantService({
        tokens: [],
        oauth: {
          clientIds: [clientId],
          interval: 0,
          polls: ['authorization_pending', 'authorization_pending'],
        },
      }),
    );
  });
  after(() => mount.close());

  async function deviceTokens() {
    const config = { baseURL: mount.baseUrl, clientId };
    const { device_code: deviceCode } = await getDeviceCode(config);
    await assert.rejects(
      getDeviceToken({ ...config, deviceCode, poll: false }),
      refusal('authorization_pending'),
    );
    await assert.rejects(
      getDeviceToken({ ...config, deviceCode, poll: false }),
      refusal('authorization_pending'),
    );
    return getDeviceToken({ ...config, deviceCode, poll: false });
  }

  it('by a device code, and the token is accepted', async () => {
    const { access_token: token } = await deviceTokens();
    const coze = new CozeAPI({ token, baseURL: mount.baseUrl });
    const stream = coze.workflows.chat.stream({
      workflow_id: '7500000000000000001',
      additional_messages: [],
    });
    for await (const { event } of stream) assert.ok(event);
  });

  it('by PKCE', async () => {
    const config = { baseURL: mount.baseUrl, clientId, redirectUrl };
    const { url, codeVerifier } = await getPKCEAuthenticationUrl({
      ...config,
      state: 'of the test',
      code_challenge_method: 'S256',
    });
    const response = await fetch(url, { redirect: 'manual' });
    const { origin, pathname, searchParams } = new URL(response.headers.get('location') ?? '');
    assert.deepEqual([response.status, origin + pathname], [302, redirectUrl]);
    assert.equal(searchParams.get('state'), 'of the test');
    const code = searchParams.get('code') ?? '';
    const { access_token: token } = await getPKCEOAuthToken({ ...config, code, codeVerifier });
    assert.match(token, /^czu_/);
    await assert.rejects(getPKCEOAuthToken({ ...config, code, codeVerifier }), refusal('invalid_request'));
  });

  it('and refreshes the tokens once', async () => {
    const { refresh_token: refreshToken } = await deviceTokens();
    const config = { baseURL: mount.baseUrl, clientId, clientSecret: '', refreshToken };
    assert.match((await refreshOAuthToken(config)).access_token, /^czu_/);
    await assert.rejects(refreshOAuthToken(config), refusal('invalid_request'));
  });

  it('but not with another client ID', async () => {
    await assert.rejects(
      getDeviceCode({ baseURL: mount.baseUrl, clientId: 'other' }),
      refusal('invalid_client'),
    );
  });
});
