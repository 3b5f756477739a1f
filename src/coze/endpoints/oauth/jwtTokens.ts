import type { OAuthRefusal, OAuthTokens } from '../../../shared/oauth';
import { maxBodyBytes, replyContext } from '../../transport/acceptGate';
import { sendAuthorized, type HttpDeps, type SentRequest } from '../../transport/authorizedFetch';
import { exchange } from '../../transport/exchange';
import { ReplyBody } from '../../transport/replyBody';
import { readOAuthReply, readTokens } from './oauthReply';

const timeoutMs = 30_000;
const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/**
 * An access token of an OAuth app for a signed JSON Web Token, which works once (docs/coze-protocol.md, 7.1). One request
 * to the token's own origin. Throws {@link CozeError} if the service cannot be reached or sends an invalid reply, and the
 * reason of `signal` if that aborts.
 *
 * @param seconds life of the access token, at most 86,399.
 */
export async function jwtTokens(
  baseUrl: string,
  jwt: string,
  seconds: number,
  signal: AbortSignal,
  deps: Omit<HttpDeps, 'credentials'>,
): Promise<OAuthTokens | OAuthRefusal> {
  const credentials = { authorize: () => Promise.resolve(jwt), rejected: () => undefined };
  const body = JSON.stringify({ grant_type: grantType, duration_seconds: seconds });
  const request = { method: 'POST', path: '/api/permission/oauth2/token', body } as const;
  let sent: SentRequest | undefined;
  const now = deps.now ?? Date.now;
  return exchange({ timeoutMs, signal, service: () => sent, ...deps }, async (ended) => {
    const endpoint = { baseUrl, isDemo: false };
    sent = await sendAuthorized(endpoint, request, 'application/json', ended, { ...deps, credentials });
    const response = await sent.response;
    const context = replyContext(response, sent, now());
    const { text, failure } = await new ReplyBody(response, ended).readStart(maxBodyBytes, timeoutMs);
    if (failure) throw failure;
    return readOAuthReply({ response, text, context }, readTokens, now());
  });
}
