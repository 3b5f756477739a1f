import type { BrowserCode, DeviceCode, OAuthRefusal, OAuthTokens } from '../../../shared/oauth';
import type { HttpDeps } from '../../transport/authorizedFetch';
import { postAnonymously } from '../../transport/anonymousPost';
import { pollForTokens, type PollDeps } from './devicePolling';
import { readDeviceCode, readOAuthReply, readTokens, type Clocks } from './oauthReply';

const codePath = '/api/permission/oauth2/device/code';
const tokenPath = '/api/permission/oauth2/token';
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

export type OAuthDeps = Omit<HttpDeps, 'credentials'> & Pick<PollDeps, 'pause'>;

/** What a sign-in calls. */
export type OAuthClient = Pick<CozeOAuth, 'deviceCode' | 'deviceTokens' | 'browserTokens' | 'refresh'>;

/**
 * Coze's OAuth endpoints over HTTP (docs/coze-protocol.md, 7). No request contains a token in its header. Each method
 * throws {@link CozeError} if the service cannot be reached or sends an invalid reply, and the reason of `signal` if that
 * aborts.
 */
export class CozeOAuth {
  constructor(private readonly deps: OAuthDeps) {}

  /** One request. */
  deviceCode(baseUrl: string, clientId: string, signal: AbortSignal): Promise<DeviceCode | OAuthRefusal> {
    return this.post(baseUrl, codePath, { client_id: clientId }, [], readDeviceCode, signal);
  }

  /**
   * Polls until the user has approved or refused, or the code expires: one request for each interval. Continues if the
   * service cannot be reached: `onTrouble` is then called with true, and with false after the next reply.
   */
  deviceTokens(
    baseUrl: string,
    clientId: string,
    code: DeviceCode,
    onTrouble: (isUnreachable: boolean) => void,
    signal: AbortSignal,
  ): Promise<OAuthTokens | OAuthRefusal> {
    const { deviceCode } = code;
    const body = { grant_type: deviceGrant, client_id: clientId, device_code: deviceCode };
    const request = () => this.post(baseUrl, tokenPath, body, [deviceCode], readTokens, signal);
    return pollForTokens(request, code, { pause: this.deps.pause, now: this.now, onTrouble }, signal);
  }

  /** One request. */
  browserTokens(
    baseUrl: string,
    clientId: string,
    { code, verifier, redirectUri }: BrowserCode,
    signal: AbortSignal,
  ): Promise<OAuthTokens | OAuthRefusal> {
    const body = {
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    };
    return this.post(baseUrl, tokenPath, body, [code, verifier], readTokens, signal);
  }

  /** One request. The refresh token is invalid afterwards, whether or not the reply arrives. */
  refresh(
    baseUrl: string,
    clientId: string,
    refreshToken: string,
    signal: AbortSignal,
  ): Promise<OAuthTokens | OAuthRefusal> {
    const body = { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken };
    return this.post(baseUrl, tokenPath, body, [refreshToken], readTokens, signal);
  }

  private async post<T>(
    baseUrl: string,
    path: string,
    body: Readonly<Record<string, string>>,
    secrets: readonly string[],
    read: (value: unknown, clocks: Clocks) => T | undefined,
    signal: AbortSignal,
  ): Promise<T | OAuthRefusal> {
    const reply = await postAnonymously({ baseUrl, path, body, secrets }, signal, this.deps);
    return readOAuthReply(reply, read, this.now());
  }

  private readonly now = (): number => (this.deps.now ?? Date.now)();
}
