import type { KeptNodeResult, KeptRun } from '../shared/inspection/keptRun';
import type { WorkflowParameter } from '../shared/inputs/inputFields';
import type { Workflow } from '../shared/workflow';

export type { OAuthClient } from './endpoints/oauth/oauth';

/** The service that a request goes to. */
export interface ApiEndpoint {
  /** Such as `https://api.coze.cn`; validated before each request. */
  readonly baseUrl: string;
}

/**
 * A workspace of an account. In all types of this file, names are one line without control characters, and times are
 * seconds since the epoch.
 */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly type?: 'personal' | 'team';
}

/** A workflow of a list. The service does not say whether it is a chatflow, or published: the request says so. */
export interface WorkflowSummary {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** The app that the workflow is part of. */
  readonly appId?: string;
  readonly updatedAt?: number;
}

/** An app or an agent. */
export interface ProjectSummary {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly updatedAt?: number;
}

/** A published version of a workflow. */
export interface WorkflowVersion {
  /** Such as `v0.0.5`. */
  readonly version: string;
  readonly description?: string;
  readonly createdAt?: number;
}

/** The metadata of a workflow. A self-hosted server sends at most the name and the description. */
export interface WorkflowDetails extends WorkflowSummary {
  /** Absent if the service does not send them. */
  readonly inputs?: readonly WorkflowParameter[];
  /** Whether the workflow is a chatflow; absent if unknown. */
  readonly isChatflow?: boolean;
}

/** A run by the IDs of the service. */
export interface RunOfService {
  readonly workflowId: string;
  readonly executeId: string;
}

/** The account that a token belongs to. */
export interface Account {
  readonly id: string;
  readonly name: string;
}

export interface Plan {
  /** `free`, `pro_personal`, `team`, `enterprise`; the list is open. */
  readonly level: string;
}

export interface WorkflowFilter {
  readonly workspaceId: string;
  readonly mode: 'chatflow' | 'workflow';
  readonly publishStatus: 'all' | 'published_online' | 'unpublished_draft';
  /** Only the workflows of this app. */
  readonly appId?: string;
}

export interface ProjectFilter {
  readonly workspaceId: string;
  /** `published_online` by default: published to the API channel. */
  readonly publishStatus?: 'all' | 'published_online' | 'published_draft' | 'unpublished_draft';
}

/** A list, by its pages. */
export type Pages<T> = AsyncIterable<readonly T[]>;

/**
 * What a service says about an account (docs/coze-protocol.md, 6). Each method throws {@link CozeError}; aborting
 * `signal` rejects with its reason. `endpointMissing` is the reason where a server does not have the endpoint; a missing
 * permission is named in `params.permission`.
 *
 * A list yields its pages. Each page is one request, sent when the consumer asks for the page, so that a consumer that
 * stops sends no further request. A page has at least one item, and no item of an earlier page.
 */
export interface CozeApi {
  workspaces(endpoint: ApiEndpoint, signal?: AbortSignal): Pages<Workspace>;
  workflows(endpoint: ApiEndpoint, filter: WorkflowFilter, signal?: AbortSignal): Pages<WorkflowSummary>;
  apps(endpoint: ApiEndpoint, filter: ProjectFilter, signal?: AbortSignal): Pages<ProjectSummary>;
  bots(endpoint: ApiEndpoint, filter: ProjectFilter, signal?: AbortSignal): Pages<ProjectSummary>;
  versions(endpoint: ApiEndpoint, workflowId: string, signal?: AbortSignal): Pages<WorkflowVersion>;
  workflow(endpoint: ApiEndpoint, workflowId: string, signal?: AbortSignal): Promise<WorkflowDetails>;
  /**
   * The inputs of a published version; `undefined` if the service has no such version, or does not send its inputs.
   * Requests the 90 newest versions at most.
   */
  versionInputs(
    endpoint: ApiEndpoint,
    workflowId: string,
    version: string,
    signal?: AbortSignal,
  ): Promise<readonly WorkflowParameter[] | undefined>;
  me(endpoint: ApiEndpoint, signal?: AbortSignal): Promise<Account>;
  plan(endpoint: ApiEndpoint, signal?: AbortSignal): Promise<Plan>;
  /** What the service has kept of a run; `undefined` if it has nothing. */
  keptRun(endpoint: ApiEndpoint, run: RunOfService, signal?: AbortSignal): Promise<KeptRun | undefined>;
  /** What a node of a run has put out. `uuid` is that of {@link KeptNode}. */
  keptNode(
    endpoint: ApiEndpoint,
    run: RunOfService,
    uuid: string,
    signal?: AbortSignal,
  ): Promise<KeptNodeResult>;
}

/** A file to upload, read while it is sent. */
export interface FileToUpload {
  /** With its ending, by which the service determines the type. One line. */
  readonly name: string;
  /** Such as `image/png`. */
  readonly mime: string;
  /** Number of bytes that `bytes` yields. */
  readonly size: number;
  /** An error that it throws ends the upload, and is thrown by it. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A file that the service keeps. */
export interface UploadedFile {
  readonly id: string;
  /** Self-hosted servers only: where workflows read the file. */
  readonly url?: string;
}

/** Uploads files to the service of a workflow; the simulator is the service of the demo. */
export interface FileClient {
  /**
   * Sends one request. `onSent` receives the number of bytes of the file that were handed to the connection. Throws
   * `CozeError`, an error of `file.bytes`, or the reason of `signal` if that aborts.
   */
  uploadFile(
    workflow: Workflow,
    file: FileToUpload,
    onSent: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<UploadedFile>;
}
