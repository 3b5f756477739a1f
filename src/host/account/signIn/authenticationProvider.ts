import {
  authentication,
  EventEmitter,
  l10n,
  type AuthenticationProvider,
  type AuthenticationProviderAuthenticationSessionsChangeEvent,
  type AuthenticationSession,
} from 'vscode';
import { DisposableBase } from '../../disposable';
import type { TokenStore } from '../tokenStore';
import { accountLabel } from './accountLabel';
import { hasEnded, type Session } from './session';

const providerId = 'coze';

/**
 * Shows the signed-in users in the Accounts menu, where they can sign out. The sessions contain no token: another extension
 * that asks for one gets an empty text. The ID of a session is its origin.
 */
export class CozeAuthentication extends DisposableBase implements AuthenticationProvider {
  private readonly changed = this.register(
    new EventEmitter<AuthenticationProviderAuthenticationSessionsChangeEvent>(),
  );
  private shown: readonly AuthenticationSession[] = [];

  constructor(
    private readonly tokens: TokenStore,
    /** Resolves when the user has signed in or has cancelled. */
    private readonly signIn: () => Promise<void>,
  ) {
    super();
    this.register(tokens.onDidChange(() => void this.refresh()));
    this.register(
      authentication.registerAuthenticationProvider(providerId, 'Coze', this, {
        supportsMultipleAccounts: true,
      }),
    );
  }

  readonly onDidChangeSessions = this.changed.event;

  async getSessions(): Promise<AuthenticationSession[]> {
    const all = await this.tokens.allSignedIn();
    const sessions = [...all].filter(([, session]) => !hasEnded(session, Date.now())).map(sessionOf);
    this.shown = sessions;
    return sessions;
  }

  /** Called when another extension asks for a session, after VS Code has asked the user. */
  async createSession(): Promise<AuthenticationSession> {
    const before = await this.tokens.allSignedIn();
    await this.signIn();
    const after = [...(await this.tokens.allSignedIn())];
    const added = after.find(([origin, { accessToken }]) => before.get(origin)?.accessToken !== accessToken);
    if (!added) throw new Error(l10n.t('The sign-in was cancelled.'));
    return sessionOf(added);
  }

  removeSession(origin: string): Promise<void> {
    return this.tokens.clear(origin);
  }

  /**
   * Compares with the sessions that VS Code knows: the change may come from another window. A user whose name has changed is
   * another account of the menu.
   */
  private async refresh(): Promise<void> {
    const before = this.shown;
    const now = await this.getSessions();
    const without = (sessions: readonly AuthenticationSession[], others: readonly AuthenticationSession[]) =>
      sessions.filter((each) => !others.some((other) => isSame(each, other)));
    const added = without(now, before);
    const removed = without(before, now);
    if (added.length + removed.length > 0) this.changed.fire({ added, removed, changed: [] });
  }
}

function isSame(one: AuthenticationSession, other: AuthenticationSession): boolean {
  return one.id === other.id && one.account.label === other.account.label;
}

function sessionOf([origin, session]: readonly [string, Session]): AuthenticationSession {
  return {
    id: origin,
    accessToken: '',
    account: { id: origin, label: accountLabel(origin, session) },
    scopes: [],
  };
}
