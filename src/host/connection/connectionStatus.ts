import type { Failure } from '../../shared/connectionPage';
import type { ConnectionReport } from '../../shared/connectionReport';
import { Emitter, type Event } from '../../shared/emitter';
import type { ErrorInfo } from '../../shared/errorInfo';
import { plainName } from '../../shared/text/plainName';
import { demoHost } from '../../shared/workflow';
import { DisposableBase } from '../disposable';

/**
 * What this window has learned about its connections: the last check of each service, and the last failed call or run. Kept
 * in memory, without tokens and without messages.
 */
export class ConnectionStatus extends DisposableBase {
  private readonly reports = new Map<string, ConnectionReport>();
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
    return account && 'known' in account ? plainName(account.known.name) : '';
  }

  readonly keep = (report: ConnectionReport): void => {
    this.reports.set(report.origin, report);
    this.changed.fire(undefined);
  };

  /** Forgets all checks: a token has changed, so that they may be about another account. */
  readonly forget = (): void => {
    this.reports.clear();
    this.changed.fire(undefined);
  };

  /** Remembers why a call or run failed. Runs of the demo do not count. */
  readonly failed = (error: ErrorInfo): void => {
    if (error.params?.['host'] === demoHost) return;
    this.failure = { at: this.now(), error };
    this.changed.fire(undefined);
  };
}
