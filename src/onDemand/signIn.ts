import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CozeError } from '../coze/errors/cozeError';
import { CozeOAuth } from '../coze/endpoints/oauth/oauth';
import { refreshSession } from '../host/account/signIn/refreshSession';
import { SharedTokens } from '../host/account/signIn/sharedTokens';
import { SignIn } from '../host/account/signIn/signIn';
import type { SignInDeps } from '../host/account/signIn/signInDeps';
import type { TokenStore } from '../host/account/tokenStore';
import { withLease } from '../storage/lease';
import { newWriterId } from '../storage/journal/writerId';

type ProxyFor = (origin: string) => string | undefined;

/** Longer than a refresh can take, in milliseconds: its request has a timeout of 30 s. */
const leaseMs = 45_000;

/** The flow of a sign-in. */
export function openSignIn(deps: Omit<SignInDeps, 'oauth'>, proxyFor: ProxyFor): SignIn {
  return new SignIn({ ...deps, oauth: oauthOver(proxyFor) });
}

/** A fresh access token of a signed-in user. One window at a time refreshes it; `folder` is shared by all windows. */
export function refreshToken(
  origin: string,
  refused: string | undefined,
  tokens: TokenStore,
  folder: string,
  proxyFor: ProxyFor,
  warn: (text: string) => void,
): Promise<string> {
  const writer = newWriterId(randomBytes(4).toString('hex'));
  return refreshSession(origin, refused, {
    tokens,
    oauth: oauthOver(proxyFor),
    shared: new SharedTokens(join(folder, 'signIn')),
    alone: (work) => withLease(join(folder, 'signIn', 'lease'), writer, leaseMs, work),
    now: Date.now,
    pause: sleep,
    warn,
    failure: (info) => new CozeError(info),
  });
}

function oauthOver(proxyFor: ProxyFor): CozeOAuth {
  return new CozeOAuth({
    // Read at each call: VS Code replaces the global with one that supports proxies and system certificates.
    fetch: (input, init) => globalThis.fetch(input, init),
    proxyFor,
    pause: async (milliseconds, signal) => {
      await sleep(milliseconds, undefined, { signal });
    },
  });
}
