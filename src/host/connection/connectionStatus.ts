import type { Failure } from '../../shared/pages/connectionPage';
import type { ConnectionReport } from '../../shared/pages/connectionReport';
import { Emitter, type Event } from '../../shared/emitter';
import type { ErrorInfo } from '../../shared/errorInfo';
import { foreignText } from '../../shared/text/foreignText';
import { demoHost } from '../../shared/workflow';
import type { Session } from '../account/signIn/session';
import { DisposableBase } from '../disposable';

/** A signed-in user. The key is that of one sign-in: a refresh of the tokens keeps it. */
type SignedIn = Pick<Session, 'account' | 'key'>;

/**
 * What this window has learned about its connections: the last check of each service, the users who are signed in, and the
 * last failed call or run. Kept in memory, without tokens and without messages.
 */
export class ConnectionStatus extends DisposableBase {
  private readonly reports = new Map<string, ConnectionReport>();
  private signedIn: ReadonlyMap<string, SignedIn> = new Map();
  private failure: Failure | undefined;
  private readonly changed = this.register(new Emitter<undefined>());

  constructor(private readonly now: () => number) {
    super();
  }

  /** Fires when a check was kept, checks were forgotten, or a call failed. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  get lastFailure(): Failure | undefined {
    return this.failure;
  }

  /** The last check of the service at this origin. */
  reportOf(origin: string): ConnectionReport | undefined {
    return this.reports.get(origin);
  }

  /** The name of the token's owner at this origin; empty if it is not known. */
  accountAt(origin: string): string {
    const account = this.reports.get(origin)?.account;
    const name = account && 'known' in account ? account.known.name : this.signedIn.get(origin)?.account;
    return foreignText(name ?? '');
  }

  readonly keep = (report: ConnectionReport): void => {
    this.reports.set(report.origin, report);
    this.changed.fire(undefined);
  };

  /** A token has changed: forgets the checks, which may be about another account, except those of signed-in users. */
  readonly tokenChanged = (): void => {
    for (const [origin, { token }] of this.reports) {
      if (token.source !== 'signedIn') this.reports.delete(origin);
    }
    this.changed.fire(undefined);
  };

  /** Takes the present signed-in users, by origin. Forgets the checks of other sign-ins. */
  readonly keepSignedIn = (users: ReadonlyMap<string, SignedIn>): void => {
    for (const [origin, { token }] of this.reports) {
      const isSame = users.get(origin)?.key === this.signedIn.get(origin)?.key;
      if (token.source === 'signedIn' && !(isSame && users.has(origin))) this.reports.delete(origin);
    }
    this.signedIn = users;
    this.changed.fire(undefined);
  };

  /** Remembers why a call or run failed. Runs of the demo do not count. */
  readonly failed = (error: ErrorInfo): void => {
    if (error.params?.['host'] === demoHost) return;
    this.failure = { at: this.now(), error };
    this.changed.fire(undefined);
  };
}
