import { isFields, parsed } from './json';

/** What a poll for tokens gets before the user has approved, or instead. */
export type PollReply =
  | 'authorization_pending'
  | 'slow_down'
  | 'access_denied'
  | 'access_deny'
  | 'expired_token'
  | 'internal_error';

/** How the service signs users in. By default everything is approved at once. */
export interface OAuthOptions {
  /** The OAuth apps that exist. Any client ID by default. */
  readonly clientIds?: readonly string[];
  /** The replies to the first polls of each code. A reply that ends the flow is repeated. */
  readonly polls?: readonly PollReply[];
  /** Public keys of the OAuth apps that sign JSON Web Tokens, as SPKI in base64, by app ID. None by default. */
  readonly appKeys?: Readonly<Record<string, string>>;
  /** What the user does on the page for PKCE. */
  readonly page?: 'approves' | 'declines';
  /** Seconds. */
  readonly interval?: number;
  /** Life of a device code, in seconds. */
  readonly codeLife?: number;
  /** Life of an access token, in seconds. */
  readonly tokenLife?: number;
  /** Coze sends the end of a token as a Unix time. */
  readonly expiresIn?: 'unixTime' | 'duration';
  /** The fields that contain the word of a refusal; all by default. */
  readonly spelling?: 'error' | 'error_code' | 'msg';
}

interface DeviceGrant {
  readonly clientId: string;
  readonly endsAt: number;
  polls: number;
}

interface PageGrant {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
}

/** The tokens of a signed-in user, as the service sends them. */
interface IssuedTokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
}

/** The device codes, codes and tokens that the service has issued. */
export class OAuthMemory {
  private readonly deviceCodes = new Map<string, DeviceGrant>();
  private readonly pageCodes = new Map<string, PageGrant>();
  /** Client IDs by refresh token. Each can be used once. */
  private readonly refreshTokens = new Map<string, string>();
  private readonly usedJwts = new Set<string>();
  /** Ends of the access tokens, in milliseconds since the epoch. */
  private readonly accessTokens = new Map<string, number>();

  constructor(
    private readonly options: OAuthOptions,
    private readonly now: () => number,
    private readonly newId: () => string,
  ) {}

  /** Whether the token was issued to a signed-in user, also if it has expired. */
  isIssued(token: string): boolean {
    return this.accessTokens.has(token);
  }

  isValid(token: string): boolean {
    return (this.accessTokens.get(token) ?? 0) > this.now();
  }

  /** Takes a JSON Web Token of an app, which works once. Returns the app ID. */
  async takeJwt(
    jwt: string,
    host: string,
  ): Promise<{ readonly appId: string } | { readonly refusal: string }> {
    const [header = '', payload = '', signature = ''] = jwt.split('.');
    const claims = decoded(payload);
    const appId = typeof claims['iss'] === 'string' ? claims['iss'] : '';
    const key = Object.entries(this.options.appKeys ?? {}).find(([id]) => id === appId)?.[1];
    if (key === undefined) return { refusal: 'invalid_client' };
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const imported = await crypto.subtle.importKey('spki', bytesOf(key), algorithm, false, ['verify']);
    const signed = new TextEncoder().encode(`${header}.${payload}`);
    const isSigned = await crypto.subtle.verify(algorithm.name, imported, bytesOf(signature), signed);
    const isCurrent = Number(claims['exp']) * 1_000 > this.now() && claims['aud'] === host;
    const jti = String(claims['jti']);
    if (!isSigned || !isCurrent || this.usedJwts.has(jti)) return { refusal: 'invalid_request' };
    this.usedJwts.add(jti);
    return { appId };
  }

  isClient(clientId: unknown): clientId is string {
    const { clientIds } = this.options;
    return typeof clientId === 'string' && clientId !== '' && (clientIds?.includes(clientId) ?? true);
  }

  newDeviceCode(clientId: string): {
    readonly code: string;
    readonly userCode: string;
    readonly life: number;
  } {
    const { codeLife: life = 300 } = this.options;
    const id = this.newId();
    const code = `device_${id}`;
    this.deviceCodes.set(code, { clientId, endsAt: this.now() + life * 1_000, polls: 0 });
    const letters = id.slice(-8).replaceAll(/\d/g, (digit) => 'BCDFGHJKLM'[Number(digit)] ?? 'B');
    return { code, userCode: `${letters.slice(0, 4)}-${letters.slice(4)}`, life };
  }

  /** Answers one poll: tokens, or a word. */
  poll(code: unknown, clientId: string): IssuedTokens | PollReply | 'invalid_request' {
    const grant = typeof code === 'string' ? this.deviceCodes.get(code) : undefined;
    if (!grant || grant.clientId !== clientId) return 'invalid_request';
    if (grant.endsAt <= this.now()) return 'expired_token';
    const { polls = [] } = this.options;
    const reply = polls[grant.polls];
    if (reply !== undefined) {
      if (isPassing(reply)) grant.polls++;
      return reply;
    }
    this.deviceCodes.delete(String(code));
    return this.issue(clientId);
  }

  newPageCode(grant: PageGrant): string {
    const code = `code_${this.newId()}`;
    this.pageCodes.set(code, grant);
    return code;
  }

  /** The grant of a code of the page. The code cannot be used again. */
  takePageCode(code: unknown): PageGrant | undefined {
    const grant = this.pageCodes.get(String(code));
    this.pageCodes.delete(String(code));
    return grant;
  }

  /** Exchanges a refresh token, which is invalid afterwards. */
  refresh(token: unknown, clientId: string): IssuedTokens | 'invalid_request' {
    const isKnown = this.refreshTokens.get(String(token)) === clientId;
    this.refreshTokens.delete(String(token));
    return isKnown ? this.issue(clientId) : 'invalid_request';
  }

  issue(clientId: string): IssuedTokens {
    const { tokenLife = 900, expiresIn } = this.options;
    const accessToken = `czu_${this.newId()}`;
    const refreshToken = `refresh_${this.newId()}`;
    const endsAt = this.now() + tokenLife * 1_000;
    this.accessTokens.set(accessToken, endsAt);
    this.refreshTokens.set(refreshToken, clientId);
    return {
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_in: expiresIn === 'duration' ? tokenLife : Math.floor(endsAt / 1_000),
    };
  }
}

function decoded(part: string): Record<string, unknown> {
  const value = parsed(new TextDecoder().decode(bytesOf(part)));
  return isFields(value) ? value : {};
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  try {
    const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function isPassing(reply: PollReply): boolean {
  return reply === 'authorization_pending' || reply === 'slow_down' || reply === 'internal_error';
}
