import { isDemo, originOfWorkflow } from '../../shared/workflow';
import type { ConnectionReport } from '../../shared/connectionReport';
import { Emitter, type Event } from '../../shared/emitter';
import { originOf } from '../../shared/urls';
import { DisposableBase } from '../disposable';
import type { Services } from '../services';
import type { CheckRequest } from './connectionCheck';

type ConnectionChecksDeps = Pick<Services, 'api' | 'catalog' | 'expiry' | 'guard' | 'settings' | 'tokens'>;

/** Runs the checks of connections. A check is made only when the user has entered a token or asks for it. */
export class ConnectionChecks extends DisposableBase {
  private readonly checked = this.register(new Emitter<ConnectionReport>());

  constructor(private readonly deps: ConnectionChecksDeps) {
    super();
  }

  /** Fires after each call of a check with what is known so far, and at its end. */
  readonly onDidCheck: Event<ConnectionReport> = this.checked.event;

  /** Checks the token of an origin. See {@link checkConnection}. */
  async check(
    origin: string,
    extent: CheckRequest['extent'],
    signal?: AbortSignal,
  ): Promise<ConnectionReport> {
    const { api, guard, tokens, expiry } = this.deps;
    const { checkConnection } = await import('../../onDemand/token');
    const expiresAt = expiry.of(origin);
    const source = await tokens.sourceFor(origin);
    const report = await checkConnection(
      {
        ...this.serviceAt(origin),
        extent,
        token: { source, ...(expiresAt !== undefined && { expiresAt }) },
      },
      {
        api,
        errorInfoOf: guard.errorInfoOf,
        now: Date.now,
        onProgress: (progress) => this.checked.fire(progress),
      },
      signal,
    );
    this.checked.fire(report);
    return report;
  }

  /** The base URL at this origin, which may have a path, and the workflow there: the selected one if possible. */
  private serviceAt(origin: string): { readonly baseUrl: string; readonly workflowId?: string } {
    const { catalog, settings } = this.deps;
    const candidates = [...(catalog.selected ? [catalog.selected] : []), ...catalog.all];
    const workflow = candidates.find((each) => !isDemo(each) && originOfWorkflow(each) === origin);
    if (workflow) return { baseUrl: workflow.baseUrl, workflowId: workflow.workflowId };
    const { baseUrl } = settings;
    return { baseUrl: baseUrl !== undefined && originOf(baseUrl) === origin ? baseUrl : origin };
  }
}
