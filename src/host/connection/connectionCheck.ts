import type { CozeApi } from '../../coze/cozeApi';
import {
  serviceKind,
  type Account,
  type CheckCall,
  type ConnectionReport,
  type ConnectionStep,
  type Fact,
  type PermissionFact,
  type Plan,
  type Verdict,
} from '../../shared/pages/connectionReport';
import type { ErrorInfo } from '../../shared/errorInfo';
import { permissions } from '../../shared/permissions';
import { hostOf, originOf, parseUrl } from '../../shared/urls/urls';

export interface CheckRequest {
  readonly baseUrl: string;
  /** A workflow of this service. Its metadata is requested by a full check, and where the account cannot be. */
  readonly workflowId?: string;
  /** `entered`: account and plan, at most two calls. `full`: also a workflow or the workspaces, at most three calls. */
  readonly extent: 'entered' | 'full';
  readonly token: ConnectionReport['token'];
  /** Whether the token may be tried at the other cloud if this one does not say whether it is valid. */
  readonly mayTryOtherCloud?: boolean;
}

interface CheckDeps {
  readonly api: Pick<CozeApi, 'me' | 'plan' | 'workflow' | 'workspaces'>;
  /** The data of an error of the service or the network; `undefined` for any other error. */
  readonly errorInfoOf: (error: unknown) => ErrorInfo | undefined;
  readonly now: () => number;
  /** Called with what is known after each call. */
  readonly onProgress?: (report: ConnectionReport) => void;
}

/**
 * Checks the token of a service: one call after another, none of them repeated (docs/coze-protocol.md, 6.2). A refused token
 * or a failed connection ends the check. Rejects with the reason of `signal` if that aborts; other failures are part of the
 * report.
 */
export async function checkConnection(
  request: CheckRequest,
  deps: CheckDeps,
  signal?: AbortSignal,
): Promise<ConnectionReport> {
  const check = new Check(request, deps);
  if (request.token.source !== 'none') await check.run(signal);
  return check.report();
}

/** Answers that make further calls useless. */
const final: ReadonlySet<ConnectionStep['result']> = new Set(['tokenRefused', 'failed']);

class Check {
  private readonly steps: ConnectionStep[] = [];
  private account: Fact<Account> = { unknown: 'notAsked' };
  private plan: Fact<Plan> = { unknown: 'notAsked' };

  constructor(
    private readonly request: CheckRequest,
    private readonly deps: CheckDeps,
  ) {}

  async run(signal: AbortSignal | undefined): Promise<void> {
    const { api } = this.deps;
    const { baseUrl, workflowId, extent } = this.request;
    const endpoint = { baseUrl };
    const account = (fact: Fact<Account>) => (this.account = fact);
    const plan = (fact: Fact<Plan>) => (this.plan = fact);
    await this.ask('account', () => api.me(endpoint, signal), account);
    const isFull = extent === 'full';
    const hasOnlyWorkflows = this.isSelfHosted && this.last?.result === 'notOnServer';
    if (workflowId !== undefined && (isFull || hasOnlyWorkflows)) {
      await this.ask('workflow', () => api.workflow(endpoint, workflowId, signal));
    } else if (isFull && !hasOnlyWorkflows) {
      await this.ask('workspaces', () => firstPage(api.workspaces(endpoint, signal)));
    }
    if (!hasOnlyWorkflows) await this.ask('plan', () => api.plan(endpoint, signal), plan);
  }

  report(): ConnectionReport {
    const { baseUrl, token } = this.request;
    const verdict = this.verdict();
    const otherHost = this.otherHost(verdict);
    return {
      checkedAt: this.deps.now(),
      origin: originOf(baseUrl),
      host: hostOf(baseUrl),
      kind: serviceKind(parseUrl(baseUrl)?.hostname ?? ''),
      verdict,
      token,
      ...(otherHost !== undefined && { otherHost }),
      account: this.account,
      plan: this.plan,
      permissions: Object.entries(permissions).map(([call, name]) => ({ name, state: this.stateOf(call) })),
      steps: [...this.steps],
    };
  }

  private otherHost(verdict: Verdict): string | undefined {
    const mayBeThere =
      verdict === 'tokenRefused' || (verdict === 'cannotTell' && this.request.mayTryOtherCloud === true);
    return mayBeThere ? this.steps.map(({ error }) => error?.params?.['otherHost']).find(Boolean) : undefined;
  }

  private get last(): ConnectionStep | undefined {
    return this.steps.at(-1);
  }

  private get isSelfHosted(): boolean {
    return serviceKind(parseUrl(this.request.baseUrl)?.hostname ?? '') === 'selfHosted';
  }

  /** Makes the call, unless an earlier answer was final. The fact is kept before the progress is reported. */
  private async ask<T>(
    call: CheckCall,
    send: () => Promise<T>,
    keep?: (fact: Fact<T>) => void,
  ): Promise<void> {
    if (this.last && final.has(this.last.result)) return;
    let fact: Fact<T>;
    try {
      fact = { known: await send() };
      this.steps.push({ call, result: 'answered' });
    } catch (thrown) {
      const error = this.deps.errorInfoOf(thrown);
      if (!error) throw thrown;
      const result = this.resultOf(call, error);
      this.steps.push({ call, result, error });
      fact = { unknown: result === 'notPermitted' || result === 'notOnServer' ? result : 'failed' };
    }
    keep?.(fact);
    this.deps.onProgress?.(this.report());
  }

  private resultOf(call: CheckCall, error: ErrorInfo): Exclude<ConnectionStep['result'], 'answered'> {
    switch (error.reason) {
      case 'tokenInvalid':
        // A proxy in front of a self-hosted server may answer 401 to a path that the server does not have.
        return call === 'account' && this.isSelfHosted && !isTokenCode(error.code)
          ? 'notOnServer'
          : 'tokenRefused';
      case 'tokenWrongRegion':
      case 'tokenUnusable':
        return 'tokenRefused';
      case 'noPermission':
        return 'notPermitted';
      case 'endpointMissing':
        return 'notOnServer';
      default:
        if (error.status === 404 && call !== 'workflow') return 'notOnServer';
        return call === 'workflow' && (error.kind === 'notFound' || error.kind === 'badRequest')
          ? 'notFound'
          : 'failed';
    }
  }

  private verdict(): Verdict {
    if (this.request.token.source === 'none') return 'noToken';
    const results = this.steps.map(({ result }) => result);
    if (results.includes('answered') || results.includes('notFound')) return 'works';
    if (results.includes('tokenRefused')) return 'tokenRefused';
    return results.includes('failed') ? 'unreachable' : 'cannotTell';
  }

  private stateOf(call: string): PermissionFact['state'] {
    const step = this.steps.find((made) => made.call === call);
    if (step?.result === 'answered') return 'granted';
    return step?.result === 'notPermitted' ? 'missing' : 'cannotTell';
  }
}

/** Coze's codes of a token that is not valid. */
function isTokenCode(code: string | undefined): boolean {
  return code === '4100' || code === '700012006';
}

/** Requests one page of a list. */
async function firstPage<T>(pages: AsyncIterable<T>): Promise<T | undefined> {
  for await (const page of pages) return page;
  return undefined;
}
