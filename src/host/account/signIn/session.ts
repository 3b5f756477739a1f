import type { OAuthTokens } from '../../../shared/oauth';
import { fields, read, text, time } from '../../../shared/schema';
import { originOf, parseUrl } from '../../../shared/urls/urls';

/** A signed-in user. Stored in the place of the access token of one origin. */
export interface Session extends OAuthTokens {
  /** Base URL of the service that refreshes the tokens; of the same origin. */
  readonly baseUrl: string;
  /** The OAuth app that the user approved. */
  readonly clientId: string;
  /** Name of the user; empty if it is unknown. */
  readonly account: string;
  /** Key of the tokens that windows share, see `SharedTokens`. */
  readonly key: string;
}

const schema = fields({
  accessToken: text,
  refreshToken: text,
  expiresAt: time,
  baseUrl: text,
  clientId: text,
  account: text,
  key: text,
});

/** A token is replaced this long before its end, in milliseconds, so that it does not end on the way. */
const skewMs = 60_000;

/**
 * The session that a stored text contains; `undefined` for an access token. No access token begins with a brace and a
 * quotation mark, see `readToken`. A session for another origin is refused.
 */
export function parseSession(stored: string | undefined, origin: string): Session | undefined {
  if (stored?.startsWith('{"') !== true) return undefined;
  const session = read(schema, parseJson(stored));
  if (!session || !parseUrl(session.baseUrl) || originOf(session.baseUrl) !== origin)
    return endedSession(origin);
  return session;
}

/** The stored form of a session. */
export function sessionText(session: Session): string {
  const { accessToken, refreshToken, expiresAt, baseUrl, clientId, account, key } = session;
  return JSON.stringify({ accessToken, refreshToken, expiresAt, baseUrl, clientId, account, key });
}

/** Whether the access token can be sent now. */
export function isFresh({ accessToken, expiresAt }: Session, now: number): boolean {
  return accessToken !== '' && expiresAt - skewMs > now;
}

/** Whether the user has to sign in again: the access token has expired, and there is no refresh token. */
export function hasEnded({ refreshToken, accessToken, expiresAt }: Session, now: number): boolean {
  return refreshToken === '' && (accessToken === '' || expiresAt <= now);
}

/** A session whose tokens the service refused. It stays in the store until the user signs in again or signs out. */
export function endedSession(baseUrl: string, session?: Session): Session {
  const { account = '', clientId = '' } = session ?? {};
  return { account, clientId, accessToken: '', refreshToken: '', expiresAt: 0, baseUrl, key: '' };
}

function parseJson(stored: string): unknown {
  try {
    return JSON.parse(stored) as unknown;
  } catch {
    return undefined;
  }
}
