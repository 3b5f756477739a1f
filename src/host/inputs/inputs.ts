import { l10n, workspace, type Memento } from 'vscode';
import type { CozeApi } from '../../coze/cozeApi';
import type { UserMessage } from '../../shared/conversation/userMessage';
import { Emitter, type Event } from '../../shared/emitter';
import type { ErrorInfo } from '../../shared/errorInfo';
import type { InputsDraft } from '../../shared/inputs/inputField';
import type { WorkflowInputs } from '../../shared/inputs/workflowInputs';
import { hostOfWorkflow, isDemo, originOfWorkflow, type Workflow } from '../../shared/workflow';
import { DisposableBase } from '../disposable';
import type { TokenStore } from '../account/tokenStore';
import type { Log } from '../log';
import type { Consents } from '../consent/consents';
import type { InputsReply } from './inputsCache';
import type { InputStore } from './inputStore';

export interface InputsDeps {
  readonly api: CozeApi;
  readonly consents: Consents;
  readonly tokens: TokenStore;
  readonly workspaceState: Memento;
  readonly log: Log;
  /** Folder of the replies of the services. */
  readonly directory: string;
}

/** The inputs of the workflows. The code is loaded by the first chat that is shown; see {@link InputStore}. */
export class Inputs extends DisposableBase {
  private readonly changed = this.register(new Emitter<undefined>());
  private store: Promise<InputStore> | undefined;

  constructor(private readonly deps: InputsDeps) {
    super();
  }

  /** Fires when the inputs of a workflow, or what is known about them, changed. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  /** See {@link InputStore.of}. A chat without its inputs is better than none. The demo loads no code for them. */
  async of(workflow: Workflow): Promise<WorkflowInputs | undefined> {
    if (isDemo(workflow)) return undefined;
    try {
      return await (await this.loaded()).of(workflow);
    } catch (error) {
      this.deps.log.error('The inputs of the workflow could not be shown', error);
      return undefined;
    }
  }

  async load(workflow: Workflow, again = false): Promise<void> {
    return (await this.loaded()).load(workflow, again);
  }

  async remember(target: Pick<Workflow, 'baseUrl' | 'workflowId'>, reply: InputsReply): Promise<void> {
    return (await this.loaded()).remember(target, reply);
  }

  async keep(workflow: string, form: InputsDraft): Promise<void> {
    return (await this.loaded()).keep(workflow, form);
  }

  async reset(workflow: string): Promise<void> {
    return (await this.loaded()).reset(workflow);
  }

  async completed(workflow: Workflow, message: UserMessage): Promise<UserMessage | undefined> {
    return isDemo(workflow) ? message : (await this.loaded()).completed(workflow, message);
  }

  async refused(workflow: Workflow, error: ErrorInfo): Promise<boolean> {
    return (await this.loaded()).refused(workflow, error);
  }

  async refresh(workflow: Workflow): Promise<void> {
    return (await this.loaded()).refresh(workflow);
  }

  private loaded(): Promise<InputStore> {
    this.store ??= import('../../onDemand/inputs').then(({ openInputs }) =>
      openInputs({
        ...this.deps,
        blocked: (workflow) => this.blocked(workflow),
        changed: () => this.changed.fire(undefined),
      }),
    );
    return this.store;
  }

  /** A request needs a trusted window, the consent to a workflow of the workspace, and a token. */
  private async blocked(workflow: Workflow): Promise<string | undefined> {
    const { consents, tokens } = this.deps;
    const host = hostOfWorkflow(workflow);
    if (!workspace.isTrusted)
      return l10n.t('{host} is not asked for the inputs in a window that is not trusted.', { host });
    if (!consents.has(workflow))
      return l10n.t('{host} is asked for the inputs after you agree to use this workflow.', { host });
    const isMissing = (await tokens.stateFor(originOfWorkflow(workflow))) === 'missing';
    return isMissing
      ? l10n.t('{host} is asked for the inputs when it has an access token.', { host })
      : undefined;
  }
}
