import { env, l10n, type WebviewPanel } from 'vscode';
import {
  parseConnectionMessage,
  type ConnectionAct,
  type ConnectionFacts,
  type ToConnectionPage,
} from '../../shared/pages/connectionPage';
import { connectionTexts } from '../../shared/text/connectionTexts';
import type { Event } from '../../shared/emitter';
import { originOf } from '../../shared/urls/urls';
import { isDemo, type Workflow } from '../../shared/workflow';
import { DisposableBase } from '../disposable';
import { displayLanguage } from '../environment';
import { PageTab } from '../page/pageTab';
import type { Services } from '../services';
import { connectionFacts, type ConnectionTarget } from './connectionFacts';
import { hostFacts } from './hostFacts';
import { supportText } from './supportText';

/** Acts that the page leaves to the features of the extension. */
export type OtherAct = Exclude<ConnectionAct, 'check' | 'cancelCheck' | 'copyForSupport'>;

export interface ConnectionPageDeps extends Pick<
  Services,
  'catalog' | 'checks' | 'connections' | 'expiry' | 'extensionUri' | 'guard' | 'log' | 'settings' | 'tokens'
> {
  readonly viewType: string;
  /** The service of the active chat. */
  readonly target: () => ConnectionTarget;
  /** Fires when another chat may be active. */
  readonly onDidChangeChat: Event<unknown>;
  readonly perform: (act: OtherAct) => Promise<void>;
  /** Whether the workflow's service may be called: asks about a workflow of the workspace. */
  readonly consent: (workflow: Workflow) => Promise<boolean>;
}

/** The page "Connection": what is known about the service of the active chat, and a test of it. It makes no call by being opened. */
export class ConnectionPage extends DisposableBase {
  private readonly tab: PageTab<ToConnectionPage, ConnectionAct>;
  /** The running test. */
  private checking: { readonly since: number; readonly end: AbortController } | undefined;
  private shownWorkflow: string | undefined;
  /** Counts the states that were collected: an earlier one that arrives late is not sent. */
  private stateCount = 0;

  constructor(private readonly deps: ConnectionPageDeps) {
    super();
    this.tab = this.register(
      new PageTab<ToConnectionPage, ConnectionAct>({
        viewType: deps.viewType,
        name: 'connection',
        title: l10n.t('Coze connection'),
        notLoaded: l10n.t('The page “Connection” has not started yet. [Reload view]({command})', {
          command: 'command:coze.reloadView',
        }),
        parse: parseConnectionMessage,
        extensionUri: deps.extensionUri,
        log: deps.log,
      }),
    );
    this.register(this.tab.onDidBecomeReady(() => this.update()));
    this.register(this.tab.onDidAct((act) => void deps.guard.run(act, () => this.act(act))));
    this.register(this.tab.onDidClose(() => this.cancelCheck()));
    for (const changed of [deps.catalog.onDidChange, deps.tokens.onDidChange, deps.connections.onDidChange]) {
      this.register(changed(() => this.update()));
    }
    this.register(
      deps.onDidChangeChat(() => {
        if (deps.target().workflow?.key !== this.shownWorkflow) this.update();
      }),
    );
  }

  show(): void {
    this.tab.show();
    this.update();
  }

  /** Takes over a tab that VS Code has restored. */
  adopt(panel: WebviewPanel): void {
    this.tab.adopt(panel);
  }

  /** Loads the page again. */
  reload(): void {
    this.tab.reload();
  }

  /** Tests the connection, unless a test is running. The answers arrive through {@link Services.connections}. */
  async check(): Promise<void> {
    const { baseUrl, workflow } = this.deps.target();
    if (baseUrl === undefined || (workflow && isDemo(workflow))) return;
    if (workflow && !(await this.deps.consent(workflow))) return;
    if (this.checking) return;
    const end = new AbortController();
    this.checking = { since: Date.now(), end };
    this.update();
    try {
      await this.deps.checks.check(originOf(baseUrl), 'full', end.signal);
    } catch (error) {
      if (!end.signal.aborted) throw error;
    } finally {
      this.checking = undefined;
      this.update();
    }
  }

  /** Puts the text for support on the clipboard. */
  async copyForSupport(): Promise<void> {
    const { deps } = this;
    const facts = await this.facts();
    const text = supportText(facts, hostFacts(deps), connectionTexts[displayLanguage()]);
    await env.clipboard.writeText(deps.log.redact(text));
    this.tab.post({ type: 'done', act: 'copyForSupport' });
  }

  override dispose(): void {
    this.cancelCheck();
    super.dispose();
  }

  private cancelCheck(): void {
    this.checking?.end.abort();
  }

  private async act(act: ConnectionAct): Promise<void> {
    switch (act) {
      case 'check':
        return this.check();
      case 'cancelCheck':
        this.cancelCheck();
        return;
      case 'copyForSupport':
        return this.copyForSupport();
      default:
        await this.deps.perform(act);
        this.update();
    }
  }

  /** Sends the page its state, if it is open. */
  private update(): void {
    if (!this.tab.isReady) return;
    this.shownWorkflow = this.deps.target().workflow?.key;
    const count = ++this.stateCount;
    void this.deps.guard.run('connection', async () => {
      const state = await this.facts();
      if (count === this.stateCount) this.tab.post({ type: 'state', state });
    });
  }

  /** What is known. While a test runs, only its own answers. */
  private async facts(): Promise<ConnectionFacts> {
    const { checking } = this;
    const { report, ...facts } = await connectionFacts(this.deps.target(), checking !== undefined, this.deps);
    const isOld = checking && report && report.checkedAt < checking.since;
    return { ...facts, ...(report && !isOld && { report }) };
  }
}
