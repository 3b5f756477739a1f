import { caseWorkflow } from '../../chatflowTests/plan/caseWorkflow';
import type { TestCase } from '../../chatflowTests/plan/testCase';
import type { Problem } from '../../chatflowTests/testFile/problem';
import type { CozeClient } from '../../coze/cozeClient';
import { chatflowTarget } from '../../runs/chatflowTarget';
import type { Target } from '../../runs/target';
import { demoWorkflow } from '../../client/demo';
import { isDemo, type Workflow } from '../../shared/workflow';
import { targetKey } from '../../host/entries/workflowKey';
import type { Language } from '../../shared/text/language';
import { clientOf, demoClientOf } from './clients';
import type { CliCredentials } from './credentials';
import type { Profiles } from './profiles';

/** Finds the workflow of each case. */
export class Targets {
  private readonly clients = new Map<'demo' | 'service', CozeClient>();

  constructor(
    private readonly profiles: Profiles,
    private readonly baseUrl: string,
    private readonly credentials: CliCredentials,
    private readonly language: Language,
  ) {}

  /** The workflow of a case, or why there is none. */
  workflowOf(one: TestCase): Workflow | Problem {
    return caseWorkflow(one.target, {
      byName: (name) => this.byName(name),
      byId: (spec) => this.byId(spec),
      names: () => [...this.profiles.workflows.map(({ name }) => name), 'demo'],
    });
  }

  /** The workflow of a case; `undefined` if there is none. */
  knownWorkflowOf(one: TestCase): Workflow | undefined {
    const workflow = this.workflowOf(one);
    return 'params' in workflow ? undefined : workflow;
  }

  /** The target of a case whose workflow exists. */
  targetOf(one: TestCase): Target {
    const { client, workflow } = this.calledBy(one);
    return chatflowTarget(client, workflow);
  }

  /** The workflow of a case, which exists, and the client that calls it. */
  calledBy(one: TestCase): { readonly client: CozeClient; readonly workflow: Workflow } {
    const workflow = this.workflowOf(one);
    if ('params' in workflow) throw new Error('The target of a case is found before the run');
    const kind = isDemo(workflow) ? 'demo' : 'service';
    const client =
      this.clients.get(kind) ?? (kind === 'demo' ? demoClientOf(this.language) : clientOf(this.credentials));
    this.clients.set(kind, client);
    return { client, workflow };
  }

  private byName(name: string): readonly Workflow[] {
    if (name === 'demo') return [demoWorkflow('demo')];
    return this.profiles.workflows.filter((workflow) => workflow.name === name);
  }

  private byId({ workflowId = '', appId, botId }: TestCase['target']['spec']): Workflow {
    const ids = { baseUrl: this.baseUrl, workflowId, ...(appId && { appId }), ...(botId && { botId }) };
    return { ...ids, key: targetKey(ids), name: workflowId, source: 'user' };
  }
}
