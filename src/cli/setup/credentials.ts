import { createPrivateKey, randomUUID, sign, type KeyObject } from 'node:crypto';
import type { Credentials } from '../../coze/transport/authorizedFetch';
import { jwtTokens } from '../../coze/endpoints/oauth/jwtTokens';
import { readToken, type TokenProblem } from '../../shared/token/tokenText';
import { CozeError } from '../../coze/errors/cozeError';
import { errorInfo } from '../../shared/errorInfo';
import { isRefusal, type OAuthTokens } from '../../shared/oauth';
import { originOf } from '../../shared/urls/urls';
import { WrongUse } from './arguments';

type Env = Readonly<Record<string, string | undefined>>;

/** The credentials of the environment, and what must not occur in any output. */
export interface CliCredentials extends Credentials {
  /** Grows when a token is issued. */
  readonly secrets: string[];
  readonly hasToken: boolean;
  /** Why COZE_API_TOKEN, which is set, is no token. */
  readonly tokenProblem?: 'tokenBroken' | 'tokenUnusable';
}

/** Life of an access token of an OAuth app, in seconds, and how long before its end another one is requested. */
const lifeSeconds = 3_600;
const marginMs = 120_000;

/**
 * The credentials of the environment: COZE_API_TOKEN, or an OAuth app with its key. They are only used for the origin of
 * `baseUrl`: a file of the repository must not choose who receives them. Without `isSending` an incomplete OAuth app is no
 * mistake: the pull request of a fork, which replays, has variables but no secrets. Throws {@link WrongUse}.
 */
export function credentialsOf(env: Env, baseUrl: string, isSending: boolean): CliCredentials {
  const own = originOf(baseUrl);
  const given = env['COZE_API_TOKEN']?.trim();
  if (given) return tokenCredentials(given, own);
  const app = isSending ? oauthApp(env) : undefined;
  if (!app) {
    return {
      authorize: () => Promise.resolve(undefined),
      rejected: () => undefined,
      secrets: [env['COZE_OAUTH_PRIVATE_KEY'] ?? ''],
      hasToken: false,
    };
  }
  return appCredentials(app, baseUrl, own);
}

const brokenBy: ReadonlySet<TokenProblem> = new Set<TokenProblem>(['space', 'lineBreak']);

/** As in VS Code, the token is found in a header line, between quotation marks and among invisible characters. */
function tokenCredentials(given: string, own: string): CliCredentials {
  const read = readToken(given);
  const token = 'token' in read ? read.token : undefined;
  return {
    authorize: (origin) => Promise.resolve(origin === own ? token : undefined),
    rejected: () => undefined,
    secrets: [given, ...(token === undefined ? [] : [token])],
    hasToken: token !== undefined,
    ...('problem' in read && { tokenProblem: brokenBy.has(read.problem) ? 'tokenBroken' : 'tokenUnusable' }),
  };
}

interface OAuthApp {
  readonly appId: string;
  readonly keyId: string;
  readonly key: KeyObject;
  readonly pem: string;
}

const oauthNames = ['COZE_OAUTH_APP_ID', 'COZE_OAUTH_KEY_ID', 'COZE_OAUTH_PRIVATE_KEY'] as const;

function oauthApp(env: Env): OAuthApp | undefined {
  const [appId = '', keyId = '', pem = ''] = oauthNames.map((name) => env[name]?.trim());
  if (!appId && !keyId && !pem) return undefined;
  const missing = oauthNames.find((name) => !env[name]?.trim());
  if (missing) throw new WrongUse('oauthIncomplete', { name: missing });
  try {
    return { appId, keyId, pem, key: createPrivateKey(pemOf(pem)) };
  } catch {
    throw new WrongUse('oauthKeyInvalid');
  }
}

/** A key as CI systems store it: with its line breaks, with `\n` instead of them, or as base64, which GitLab can mask. */
function pemOf(text: string): string {
  const isPem = text.startsWith('-----BEGIN');
  return isPem ? text.replaceAll('\\n', '\n') : Buffer.from(text, 'base64').toString('utf8');
}

function appCredentials(app: OAuthApp, baseUrl: string, own: string): CliCredentials {
  const secrets = [app.pem, pemOf(app.pem)];
  let tokens: Promise<OAuthTokens> | undefined;
  let expiresAt = 0;
  const issue = async (): Promise<OAuthTokens> => {
    const jwt = signedToken(app, new URL(baseUrl).host, Math.floor(Date.now() / 1_000));
    secrets.push(jwt);
    const signal = new AbortController().signal;
    const reply = await jwtTokens(baseUrl, jwt, lifeSeconds, signal, {
      fetch: (input, init) => fetch(input, init),
    });
    if (isRefusal(reply)) {
      throw new CozeError(
        errorInfo('tokenInvalid', {
          params: { host: new URL(baseUrl).host },
          code: reply.code,
          ...(reply.message !== '' && { serviceMessage: reply.message }),
          ...(reply.logId !== undefined && { logId: reply.logId }),
        }),
      );
    }
    secrets.push(reply.accessToken);
    expiresAt = reply.expiresAt;
    return reply;
  };
  return {
    authorize: async (origin) => {
      if (origin !== own) return undefined;
      if (!tokens || (expiresAt > 0 && expiresAt - Date.now() < marginMs)) {
        expiresAt = 0;
        tokens = issue();
      }
      return (await tokens).accessToken;
    },
    rejected: () => undefined,
    secrets,
    hasToken: true,
  };
}

/** A JSON Web Token of an OAuth app (docs/coze-protocol.md, 7.1). It is valid for ten minutes and works once. */
function signedToken({ appId, keyId, key }: Omit<OAuthApp, 'pem'>, audience: string, at: number): string {
  const header = { alg: 'RS256', typ: 'JWT', kid: keyId };
  const payload = { iss: appId, aud: audience, iat: at, exp: at + 600, jti: randomUUID() };
  const encoded = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signed = encoded.join('.');
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}
