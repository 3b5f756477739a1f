import type { Memento, SecretStorage } from 'vscode';
import { Emitter, type Disposable, type Event } from '../../shared/emitter';

/** Where the token of an origin is: stored for good, known to this session only, or nowhere. */
export type TokenState = 'missing' | 'stored' | 'session';

const keyPrefix = 'coze.token:';
const originsKey = 'coze.tokenOrigins';

/** What the store is built from; each a narrow slice of VS Code or of the environment. */
export interface TokenStoreDeps {
  readonly secrets: SecretStorage;
  /** Remembers which origins have a token, never the token. */
  readonly memento: Memento;
  /** A token of the environment, for the one origin the user's settings name. */
  readonly environmentToken: (origin: string) => string | undefined;
  /** Hears of every token that is read or given: what the log must never show. */
  readonly onDidSee: (token: string) => unknown;
  readonly warn: (text: string) => void;
}

/**
 * Access tokens, one per origin. The name of each secret holds the origin, so a token given for one service cannot be
 * read for another. Where the secret storage refuses or forgets (no keyring, a browser without one), the token lives in
 * memory until the window closes.
 */
export class TokenStore implements Disposable {
  private readonly session = new Map<string, string>();
  private readonly changed = new Emitter<undefined>();
  private readonly subscription: Disposable;

  constructor(private readonly deps: TokenStoreDeps) {
    this.subscription = deps.secrets.onDidChange((event) => {
      if (event.key.startsWith(keyPrefix)) this.changed.fire(undefined);
    });
  }

  /** A token was stored or cleared, here or in another window. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  /** The token to send to this origin and no other; `undefined` where there is none. */
  async tokenFor(origin: string): Promise<string | undefined> {
    const token = this.session.get(origin) ?? (await this.read(origin)) ?? this.deps.environmentToken(origin);
    if (token !== undefined) this.deps.onDidSee(token);
    return token;
  }

  async stateFor(origin: string): Promise<TokenState> {
    if (this.session.has(origin)) return 'session';
    if ((await this.read(origin)) !== undefined) return 'stored';
    return this.deps.environmentToken(origin) === undefined ? 'missing' : 'session';
  }

  /** Whether `COZE_API_TOKEN` is used for this origin where no token is stored. It can't be cleared here. */
  hasEnvironmentToken(origin: string): boolean {
    return this.deps.environmentToken(origin) !== undefined;
  }

  /** Keeps the token, and says for how long: a storage that fails or gives something else back keeps it for the session. */
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

  /** Forgets the token of this origin. A token of the environment is not ours to clear. */
  async clear(origin: string): Promise<void> {
    this.session.delete(origin);
    await this.deps.secrets.delete(keyPrefix + origin);
    await this.deps.memento.update(
      originsKey,
      this.rememberedOrigins().filter((other) => other !== origin),
    );
    this.changed.fire(undefined);
  }

  /** Origins among these, and those ever given a token, that have one now. */
  async originsWithToken(candidates: readonly string[]): Promise<readonly string[]> {
    const all = [...new Set([...candidates, ...this.rememberedOrigins(), ...this.session.keys()])];
    const states = await Promise.all(
      all.map(async (origin) => this.session.has(origin) || (await this.read(origin)) !== undefined),
    );
    return all.filter((_, index) => states[index]);
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** A secret that cannot be decrypted is deleted by VS Code and reads as absent: signed out is an ordinary state. */
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

/** The message of a storage error could quote what was stored; its class cannot. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
