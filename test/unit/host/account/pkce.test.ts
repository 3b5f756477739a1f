import assert from 'node:assert/strict';
import { CozeOAuth } from '../../../../src/coze/endpoints/oauth/oauth';
import { newPkce, type Pkce } from '../../../../src/host/account/signIn/pkce';
import { receiveRedirect, redirectUri } from '../../../../src/host/account/signIn/redirectServer';
import { isRefusal } from '../../../../src/shared/oauth';
import type { OAuthOptions } from '../../../../src/simulator/service/oauth';
import { createSimulator } from '../../../../src/simulator/service/simulator';
import { mountHttp } from '../../../support/httpMount';

const clientId = '1234567890.app.coze';
const signal = new AbortController().signal;

/** Signs in at a simulated service; `fetch` is the browser, which follows the redirect. */
async function signIn(options: OAuthOptions, verifierOf = ({ verifier }: Pkce) => verifier) {
  const mount = await mountHttp(createSimulator({ now: Date.now, pace: 'instant', oauth: options }));
  try {
    const pkce = newPkce(`${mount.baseUrl}/api/permission/oauth2/authorize`, clientId);
    let page: Promise<Response> | undefined;
    const open = () => {
      page = fetch(pkce.address);
      return Promise.resolve();
    };
    const redirect = await receiveRedirect(pkce.state, { done: 'done', refused: 'refused' }, open, signal);
    const shown = await (await page)?.text();
    if (!('code' in redirect)) return { redirect, shown };
    const client = new CozeOAuth({ fetch, pause: () => Promise.resolve() });
    const code = { code: redirect.code, verifier: verifierOf(pkce), redirectUri };
    const reply = await client.browserTokens(mount.baseUrl, clientId, code, signal);
    return { reply, shown, requests: mount.requests, pkce };
  } finally {
    await mount.close();
  }
}

describe('Signing in by PKCE', () => {
  it('gets the tokens with one request after the redirect', async () => {
    const { reply, shown, requests = [] } = await signIn({});
    assert.ok(reply && !isRefusal(reply));
    assert.match(reply.accessToken, /^czu_/);
    assert.match(shown ?? '', /done/);
    assert.equal(requests.length, 2, 'the page and the tokens');
  });

  it('sends the verifier in the body of the request for the tokens only', async () => {
    const { requests = [], pkce } = await signIn({});
    assert.equal(requests[0]?.path.includes(pkce?.verifier ?? '?'), false);
    assert.equal(requests[1]?.body.includes(pkce?.verifier ?? '?'), true);
  });

  it('is refused with the verifier of another sign-in', async () => {
    const { reply } = await signIn({}, () => newPkce('https://www.coze.cn/', clientId).verifier);
    assert.ok(reply && isRefusal(reply));
  });

  it('ends if the user declines on the page', async () => {
    const { redirect, shown } = await signIn({ page: 'declines' });
    assert.deepEqual(redirect, { error: 'access_denied', description: '' });
    assert.match(shown ?? '', /refused/);
  });
});
