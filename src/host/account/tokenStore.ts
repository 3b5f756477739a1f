import type { Memento, SecretStorage } from 'vscode';
import type { TokenSource } from '../../shared/pages/connectionReport';
import { Emitter, type Event } from '../../shared/emitter';
import { DisposableBase } from '../disposable';
import { hasEnded, isFresh, parseSession, sessionText, type Session } from './signIn/session';

/** Where the token of an origin is kept: in the secret storage, in the memory of this session, or nowhere. */
export type TokenState = 'missing' | 'stored' | 'session';

const keyPrefix = 'coze.token:';
const originsKey = 'coze.tokenOrigins';

export interface TokenStoreDeps {
  readonly secrets: SecretStorage;
  /** Stores which origins have a token, never the token. */
  readonly memento: Memento;
  /** The token of the environment, for the one origin it belongs to. */
  readonly environmentToken: (origin: string) => string | undefined;
  /** Called with every token that is read or stored, so that the log can remove it. */
  readonly onDidSee: (token: string) => unknown;
  readonly warn: (text: string) => void;
  /**
   * Resolves to a fresh access token for the signed-in user of this origin, with one request for all callers. `refused` is the token that the service did
   * not accept. Throws a `CozeError` if there is none.
   */
  readonly refresh: (origin: string, refused: string | undefined) => Promise<string>;
  /** Wall clock in milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Access tokens, one per origin: a personal one, or that of a signed-in user, which is refreshed when it is read. The key of each secret contains the origin, so that a token is never read for another
 * service. If the secret storage fails (no keyring, a browser without one), the token is kept in memory until the window
 * closes.
 */
export class TokenStore extends DisposableBase {
  private readonly session = new Map<string, string>();
  private readonly changed = this.register(new Emitter<undefined>());
  /** The last access token of a signed-in user that the service refused, by origin. */
  private readonly refused = new Map<string, string>();

  constructor(private readonly deps: TokenStoreDeps) {
    super();
    this.register(
      deps.secrets.onDidChange((event) => {
        if (event.key.startsWith(keyPrefix)) this.changed.fire(undefined);
      }),
    );
  }

  /** Fires when a token was stored or deleted, also by another window. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  /**
   * The token for this origin and no other; `undefined` if there is none. Refreshes that of a signed-in user if it is
   * about to expire or was refused; throws a `CozeError` if that fails.
   */
  async tokenFor(origin: string): Promise<string | undefined> {
    const stored = await this.stored(origin);
    const session = parseSession(stored, origin);
    if (session) {
      this.see(session);
      const refused = this.refused.get(origin);
      const isUsable = isFresh(session, this.deps.now()) && session.accessToken !== refused;
      return isUsable ? session.accessToken : this.deps.refresh(origin, refused);
    }
    const token = stored ?? this.deps.environmentToken(origin);
    if (token !== undefined) this.deps.onDidSee(token);
    return token;
  }

  async stateFor(origin: string): Promise<TokenState> {
    const stored = await this.stored(origin);
    const session = parseSession(stored, origin);
    if (session && hasEnded(session, this.deps.now())) return 'missing';
    if (stored !== undefined) return this.session.has(origin) ? 'session' : 'stored';
    return this.deps.environmentToken(origin) === undefined ? 'missing' : 'session';
  }

  /** Where the token that {@link tokenFor} returns comes from. */
  async sourceFor(origin: string): Promise<TokenSource> {
    const stored = await this.stored(origin);
    if (parseSession(stored, origin)) return 'signedIn';
    if (stored !== undefined) return this.session.has(origin) ? 'session' : 'stored';
    return this.deps.environmentToken(origin) === undefined ? 'none' : 'environment';
  }

  /** The signed-in user of this origin; `undefined` if there is none. */
  async signedIn(origin: string): Promise<Session | undefined> {
    const session = parseSession(await this.stored(origin), origin);
    if (session) this.see(session);
    return session;
  }

  /** All signed-in users, by origin. */
  async allSignedIn(): Promise<ReadonlyMap<string, Session>> {
    const origins = [...new Set([...this.rememberedOrigins(), ...this.session.keys()])];
    const sessions = await Promise.all(origins.map((origin) => this.signedIn(origin)));
    return new Map(
      origins.flatMap((origin, index) => {
        const session = sessions[index];
        return session ? [[origin, session] as const] : [];
      }),
    );
  }

  /** Stores a signed-in user in the place of the token. Returns the same as {@link store}. */
  storeSession(origin: string, session: Session): Promise<'stored' | 'session'> {
    this.see(session);
    return this.store(origin, sessionText(session));
  }

  /** The service refused the token of this origin. That of a signed-in user is refreshed before the next request. */
  async rejected(origin: string): Promise<void> {
    const session = await this.signedIn(origin);
    if (session && session.accessToken !== '') this.refused.set(origin, session.accessToken);
  }

  /** Whether `COZE_API_TOKEN` is used for this origin when no token is stored. It cannot be deleted here. */
  hasEnvironmentToken(origin: string): boolean {
    return this.deps.environmentToken(origin) !== undefined;
  }

  /** Stores the token. Returns `session` if the secret storage failed or did not keep it. */
  async store(origin: string, token: string): Promise<'stored' | 'session'> {
    this.deps.onDidSee(token);
    try {
      await this.deps.secrets.store(keyPrefix + origin, token);
    } catch (error) {
      this.deps.warn(`Secret storage refused the token: ${nameOf(error)}`);
    }
    const isKept = (await this.read(origin)) === token;
    if (isKept) {
      this.session.delete(origin);
      await this.remember(origin);
    } else {
      this.session.set(origin, token);
    }
    this.changed.fire(undefined);
    return isKept ? 'stored' : 'session';
  }

  /** Keeps the token in memory until the window closes. It takes precedence over a stored one. */
  keepForSession(origin: string, token: string): void {
    this.deps.onDidSee(token);
    this.session.set(origin, token);
    this.changed.fire(undefined);
  }

  /** Deletes the stored token of this origin. The token of the environment remains. */
  async clear(origin: string): Promise<void> {
    this.session.delete(origin);
    await this.deleteSecret(origin);
    await this.deps.memento.update(
      originsKey,
      this.rememberedOrigins().filter((other) => other !== origin),
    );
    this.changed.fire(undefined);
  }

  /** The origins with a stored token, among these and all that ever had one. */
  async originsWithToken(candidates: readonly string[]): Promise<readonly string[]> {
    const all = [...new Set([...candidates, ...this.rememberedOrigins(), ...this.session.keys()])];
    const states = await Promise.all(
      all.map(async (origin) => this.session.has(origin) || (await this.read(origin)) !== undefined),
    );
    return all.filter((_, index) => states[index]);
  }

  private async stored(origin: string): Promise<string | undefined> {
    return this.session.get(origin) ?? (await this.read(origin));
  }

  private see({ accessToken, refreshToken }: Session): void {
    for (const token of [accessToken, refreshToken]) if (token !== '') this.deps.onDidSee(token);
  }

  /** A secret storage that fails has nothing to delete. Throws if the secret remains. */
  private async deleteSecret(origin: string): Promise<void> {
    try {
      await this.deps.secrets.delete(keyPrefix + origin);
    } catch (error) {
      this.deps.warn(`Secret storage could not delete the token: ${nameOf(error)}`);
      if ((await this.read(origin)) !== undefined) throw error;
    }
  }

  /** VS Code deletes a secret that it cannot decrypt; the token is then missing, which is no error. */
  private async read(origin: string): Promise<string | undefined> {
    try {
      return (await this.deps.secrets.get(keyPrefix + origin)) || undefined;
    } catch (error) {
      this.deps.warn(`Secret storage could not be read: ${nameOf(error)}`);
      return undefined;
    }
  }

  private rememberedOrigins(): readonly string[] {
    return this.deps.memento.get<readonly string[]>(originsKey, []);
  }

  private async remember(origin: string): Promise<void> {
    const origins = this.rememberedOrigins();
    if (!origins.includes(origin)) await this.deps.memento.update(originsKey, [...origins, origin]);
  }
}

/** The name of the error only: its message could contain the token. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
