import type { BrowserCode, DeviceCode, OAuthRefusal, OAuthTokens } from '../../../shared/oauth';

/**
 * The OAuth endpoints of the service at a base URL. No request contains a token in its header. Each method throws a
 * `CozeError` if the service cannot be reached or sends an invalid reply, and an `AbortError` if `signal` aborts.
 */
export interface OAuthClient {
  /** One request. */
  deviceCode(baseUrl: string, clientId: string, signal: AbortSignal): Promise<DeviceCode | OAuthRefusal>;
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
  ): Promise<OAuthTokens | OAuthRefusal>;
  /** One request. */
  browserTokens(
    baseUrl: string,
    clientId: string,
    code: BrowserCode,
    signal: AbortSignal,
  ): Promise<OAuthTokens | OAuthRefusal>;
  /** One request. The refresh token is invalid afterwards, whether or not the reply arrives. */
  refresh(
    baseUrl: string,
    clientId: string,
    refreshToken: string,
    signal: AbortSignal,
  ): Promise<OAuthTokens | OAuthRefusal>;
}
