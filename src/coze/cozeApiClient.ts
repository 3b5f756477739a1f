import type { KeptNodeResult, KeptRun } from '../shared/inspection/keptRun';
import type { WorkflowParameter } from '../shared/inputs/inputFields';
import type {
  Account,
  ApiEndpoint,
  CozeApi,
  Pages,
  Plan,
  ProjectFilter,
  ProjectSummary,
  RunOfService,
  WorkflowDetails,
  WorkflowFilter,
  WorkflowSummary,
  WorkflowVersion,
  Workspace,
} from './cozeApi';
import { readMe } from './endpoints/me';
import { readKeptNode, readKeptRun } from './endpoints/chats/runHistory';
import { readPlan } from './endpoints/plan';
import { listProjects } from './endpoints/workflows/projects';
import { listVersions, readVersionInputs } from './endpoints/workflows/versions';
import { readWorkflow } from './endpoints/workflows/workflow';
import { listWorkflows } from './endpoints/workflows/workflows';
import { listWorkspaces } from './endpoints/workflows/workspaces';
import type { HttpDeps } from './transport/authorizedFetch';

/** {@link CozeApi} over HTTP. No request is repeated, and no reply is kept. */
export class CozeApiClient implements CozeApi {
  constructor(private readonly deps: HttpDeps) {}

  workspaces(endpoint: ApiEndpoint, signal?: AbortSignal): Pages<Workspace> {
    return listWorkspaces(endpoint, signal, this.deps);
  }

  workflows(endpoint: ApiEndpoint, filter: WorkflowFilter, signal?: AbortSignal): Pages<WorkflowSummary> {
    return listWorkflows(endpoint, filter, signal, this.deps);
  }

  apps(endpoint: ApiEndpoint, filter: ProjectFilter, signal?: AbortSignal): Pages<ProjectSummary> {
    return listProjects('apps', endpoint, filter, signal, this.deps);
  }

  bots(endpoint: ApiEndpoint, filter: ProjectFilter, signal?: AbortSignal): Pages<ProjectSummary> {
    return listProjects('bots', endpoint, filter, signal, this.deps);
  }

  versions(endpoint: ApiEndpoint, workflowId: string, signal?: AbortSignal): Pages<WorkflowVersion> {
    return listVersions(endpoint, workflowId, signal, this.deps);
  }

  versionInputs(
    endpoint: ApiEndpoint,
    workflowId: string,
    version: string,
    signal?: AbortSignal,
  ): Promise<readonly WorkflowParameter[] | undefined> {
    return readVersionInputs(endpoint, { workflowId, version }, signal, this.deps);
  }

  workflow(endpoint: ApiEndpoint, workflowId: string, signal?: AbortSignal): Promise<WorkflowDetails> {
    return readWorkflow(endpoint, workflowId, signal, this.deps);
  }

  me(endpoint: ApiEndpoint, signal?: AbortSignal): Promise<Account> {
    return readMe(endpoint, signal, this.deps);
  }

  plan(endpoint: ApiEndpoint, signal?: AbortSignal): Promise<Plan> {
    return readPlan(endpoint, signal, this.deps);
  }

  keptRun(endpoint: ApiEndpoint, run: RunOfService, signal?: AbortSignal): Promise<KeptRun | undefined> {
    return readKeptRun(endpoint, run, signal, this.deps);
  }

  keptNode(
    endpoint: ApiEndpoint,
    run: RunOfService,
    uuid: string,
    signal?: AbortSignal,
  ): Promise<KeptNodeResult> {
    return readKeptNode(endpoint, { ...run, uuid }, signal, this.deps);
  }
}
