import { cloudByDomain } from './urls/clouds';
import { isHttpsLink, isLoopback, parseUrl } from './urls/urls';

/** What the user needs to approve a sign-in on another page or device (docs/coze-protocol.md, 7). */
export interface DeviceCode {
  /** Secret: the tokens can be fetched with it. */
  readonly deviceCode: string;
  /** The code that the user enters, such as `WDJB-MJHT`. Foreign text. */
  readonly userCode: string;
  /** The page where the user enters the code. A foreign address: check it before it is opened. */
  readonly verificationUri: string;
  /** Milliseconds since the epoch, by the clock of this computer. */
  readonly expiresAt: number;
  /** Shortest time between two polls, in milliseconds. */
  readonly intervalMs: number;
}

/** The tokens of a signed-in user. */
export interface OAuthTokens {
  readonly accessToken: string;
  /** Can be used once: each refresh returns another one. */
  readonly refreshToken: string;
  /** End of the access token, in milliseconds since the epoch, by the clock of this computer. */
  readonly expiresAt: number;
}

/** Why the service issues no tokens. `pending` and `slowDown` are temporary. */
export type OAuthProblem =
  | 'pending'
  | 'slowDown'
  /** The user refused, or the OAuth app is disabled or of another type. */
  | 'denied'
  /** The code, or the refresh token, is too old or was used before. */
  | 'expired'
  /** The service does not know the client ID. */
  | 'clientUnknown'
  /** The server has no OAuth, such as self-hosted Coze Studio. */
  | 'unsupported'
  | 'other';

/** A refusal of the service. The texts contain no secret. */
export interface OAuthRefusal {
  readonly problem: OAuthProblem;
  /** Coze's word for it, such as `invalid_client`; empty if there is none. */
  readonly code: string;
  /** The explanation of the service. Foreign text. */
  readonly message: string;
  readonly logId?: string;
}

/** The code that a browser returned for a sign-in by PKCE. */
export interface BrowserCode {
  readonly code: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

/** Whether the service refused. */
export function isRefusal(reply: DeviceCode | OAuthTokens | OAuthRefusal): reply is OAuthRefusal {
  return 'problem' in reply;
}

/**
 * Whether the page for the user's code may be opened: an https link to the cloud of the service, or to the host of a service
 * that is not Coze's. Such a service must not name a page of Coze: the user would approve a code there that the service has
 * requested for itself. A service on this computer may.
 */
export function isVerificationPage(text: string, serviceHost: string): boolean {
  const url = isHttpsLink(text) ? parseUrl(text) : undefined;
  if (!url) return false;
  const cloud = cloudByDomain(serviceHost);
  if (cloud || isLoopback(serviceHost)) {
    const cloudOfPage = cloudByDomain(url.hostname);
    return cloudOfPage !== undefined && (!cloud || cloudOfPage === cloud);
  }
  return url.hostname === serviceHost;
}
