import { otherApiHost } from '../../shared/urls/clouds';
import type { ConnectionReport, TokenSource } from '../../shared/pages/connectionReport';
import { Emitter, type Event } from '../../shared/emitter';
import { hostOf } from '../../shared/urls/urls';
import { DisposableBase } from '../disposable';
import type { TokenExpiry } from '../account/tokenExpiry';
import type { TokenStore } from '../account/tokenStore';
import type { CozeApi } from '../../coze/cozeApi';
import type { Guard } from '../guard';
import type { Settings } from '../settings/settings';
import type { Consents } from '../consent/consents';
import type { WorkflowCatalog } from '../workflows/workflowCatalog';
import { serviceAt } from './checkedService';
import type { checkConnection, CheckRequest } from './connectionCheck';

interface ConnectionChecksDeps {
  readonly api: CozeApi;
  readonly catalog: WorkflowCatalog;
  readonly consents: Consents;
  readonly expiry: TokenExpiry;
  readonly guard: Guard;
  readonly settings: Settings;
  readonly tokens: TokenStore;
  readonly checkConnection: typeof checkConnection;
}

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
    const { api, catalog, consents, guard, settings, tokens, expiry } = this.deps;
    const all = [...(catalog.selected ? [catalog.selected] : []), ...catalog.all];
    const workflows = all.filter((workflow) => consents.has(workflow));
    const expiresAt = expiry.of(origin);
    const source = await tokens.sourceFor(origin);
    const report = await this.deps.checkConnection(
      {
        ...serviceAt(origin, workflows, settings.baseUrl),
        extent,
        token: { source, ...(expiresAt !== undefined && { expiresAt }) },
        mayTryOtherCloud: await this.mayTryOtherCloud(origin, source),
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

  /** A token that was entered here can be tried at the other cloud, unless that has one already. */
  private async mayTryOtherCloud(origin: string, source: TokenSource): Promise<boolean> {
    const otherHost = otherApiHost(hostOf(origin));
    const isEntered = source === 'stored' || source === 'session';
    return (
      isEntered &&
      otherHost !== undefined &&
      (await this.deps.tokens.sourceFor(`https://${otherHost}`)) === 'none'
    );
  }
}
