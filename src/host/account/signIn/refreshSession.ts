import type { OAuthClient } from '../../../coze/cozeApi';
import { errorInfo, type ErrorInfo } from '../../../shared/errorInfo';
import { isRefusal, type OAuthProblem, type OAuthRefusal } from '../../../shared/oauth';
import { hostOf } from '../../../shared/urls/urls';
import type { TokenStore } from '../tokenStore';
import type { SharedTokens } from './sharedTokens';
import { endedSession, isFresh, type Session } from './session';

export interface RefreshDeps {
  readonly tokens: Pick<TokenStore, 'signedIn' | 'storeSession'>;
  readonly oauth: Pick<OAuthClient, 'refresh'>;
  readonly shared: Pick<SharedTokens, 'read' | 'write'>;
  /** Runs one piece of work at a time among all windows of this computer. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  readonly now: () => number;
  /** Waits, in milliseconds. */
  readonly pause: (milliseconds: number) => Promise<unknown>;
  readonly warn: (text: string) => void;
  /** Creates the error to throw, a `CozeError`. */
  readonly failure: (info: ErrorInfo) => Error;
}

/** After these a refresh token is useless. Other refusals may come from a gateway. */
const final: ReadonlySet<OAuthProblem> = new Set(['denied', 'expired', 'clientUnknown', 'other']);

/**
 * How long another window may take to store the tokens that it got, in milliseconds. A window whose extension host runs on
 * another computer shares the secrets, but not the file that keeps refreshes apart.
 */
const otherWindowMs = 2_000;

/**
 * Resolves to a fresh access token for the signed-in user of an origin. Sends one request, or none if another window has
 * refreshed the tokens in the meantime. Stores the new tokens before it resolves. Throws `signInExpired` if the service
 * refuses, and the error of the network if the service cannot be reached: the user stays signed in then.
 *
 * @param refused the access token that the service did not accept
 */
export async function refreshSession(
  origin: string,
  refused: string | undefined,
  deps: RefreshDeps,
): Promise<string> {
  return deps.alone(async () => {
    const { tokens, now } = deps;
    const own = await tokens.signedIn(origin);
    if (!own) throw deps.failure(missing(origin));
    const session = await latest(origin, own, deps);
    if (isFresh(session, now()) && session.accessToken !== refused) return session.accessToken;
    if (session.refreshToken === '') throw deps.failure(expired(origin));
    const reply = await request(session, refused, deps);
    if (typeof reply === 'string') return reply;
    if (!isRefusal(reply)) {
      // The user may have signed out, or signed in again, during the request.
      const present = await tokens.signedIn(origin);
      if (!present) throw deps.failure(missing(origin));
      if (present.refreshToken !== session.refreshToken) return present.accessToken;
      const refreshToken = reply.refreshToken === '' ? session.refreshToken : reply.refreshToken;
      const next = { ...session, ...reply, refreshToken };
      await tokens.storeSession(origin, next);
      await deps.shared.write(origin, session.key, next).catch((error: unknown) => {
        deps.warn(`The tokens of ${origin} cannot be shared with other windows: ${String(error)}`);
      });
      return reply.accessToken;
    }
    deps.warn(`${origin} refused to refresh the sign-in: ${reply.code}`);
    const other = await storedByOther(origin, session, deps);
    if (other) return other.accessToken;
    if (final.has(reply.problem)) await tokens.storeSession(origin, endedSession(session.baseUrl, session));
    throw deps.failure(expired(origin, reply));
  });
}

/** The session with the tokens of the window that refreshed it last. */
async function latest(origin: string, own: Session, { tokens, shared }: RefreshDeps): Promise<Session> {
  const other = own.key === '' ? undefined : await shared.read(origin, own.key);
  if (!other || other.expiresAt <= own.expiresAt) return own;
  const session = { ...own, ...other };
  await tokens.storeSession(origin, session);
  return session;
}

/** Resolves to the present access token if the service cannot be reached and the token has not expired yet. */
async function request(session: Session, refused: string | undefined, { oauth, now }: RefreshDeps) {
  const { baseUrl, clientId, refreshToken, accessToken, expiresAt } = session;
  try {
    // Not aborted with the message: the new refresh token would be lost, and the old one is invalid.
    return await oauth.refresh(baseUrl, clientId, refreshToken, new AbortController().signal);
  } catch (error) {
    if (accessToken !== '' && accessToken !== refused && expiresAt > now()) return accessToken;
    throw error;
  }
}

/** The tokens that another window has got with the same refresh token. */
async function storedByOther(
  origin: string,
  { refreshToken }: Session,
  { tokens, now, pause }: RefreshDeps,
): Promise<Session | undefined> {
  for (let waited = 0; waited <= otherWindowMs; waited += otherWindowMs) {
    if (waited > 0) await pause(otherWindowMs);
    const stored = await tokens.signedIn(origin);
    if (stored && stored.refreshToken !== refreshToken && isFresh(stored, now())) return stored;
  }
  return undefined;
}

function missing(origin: string): ErrorInfo {
  return errorInfo('tokenMissing', { params: { host: hostOf(origin) } });
}

function expired(origin: string, refusal?: OAuthRefusal): ErrorInfo {
  return errorInfo('signInExpired', {
    params: { host: hostOf(origin) },
    ...(refusal && refusal.code !== '' && { code: refusal.code }),
    ...(refusal?.logId !== undefined && { logId: refusal.logId }),
    ...(refusal && refusal.message !== '' && { serviceMessage: refusal.message }),
  });
}
