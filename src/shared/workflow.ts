import type { SelectionMapping } from './selectionMapping';
import type { WorkflowParameter } from './inputs/inputFields';
import { cloudByApiHost } from './urls/clouds';
import { hostOf, originOf } from './urls/urls';

/** How a public URL is sent: Coze's `object_string` items, or `content_type: "image"` with `file_url`. */
export type AttachmentFormat = 'object_string' | 'file_url';

/** One chatflow the user can talk to: an entry of the setting `coze.workflows`, or the built-in demo. */
export interface Workflow {
  /** Names the entry within this installation: origin, workflow, app and bot id; `demo` for the demo. */
  readonly key: string;
  readonly name: string;
  readonly workflowId: string;
  readonly appId?: string;
  readonly botId?: string;
  /** Base URL of the service without a trailing slash, such as `https://api.coze.cn`. */
  readonly baseUrl: string;
  readonly workflowVersion?: string;
  readonly connectorId?: string;
  /** Start-node inputs, sent as they are. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Sent as `ext`; values are strings on the wire. */
  readonly ext?: Readonly<Record<string, string>>;
  readonly attachmentFormat?: AttachmentFormat;
  /** Where a question about code is sent. Without it, all of it is in the message. */
  readonly selection?: SelectionMapping;
  /** The declared inputs of the start node. Then the service is not asked for them. */
  readonly inputs?: readonly WorkflowParameter[];
  /** Where the entry comes from. One that the workspace brought is run only after the user agreed to it by name. */
  readonly source: 'user' | 'workspace' | 'demo';
}

/** The little of a workflow that a conversation remembers and the view shows. Holds no secrets and no parameters. */
export interface WorkflowRef {
  readonly key: string;
  readonly name: string;
  readonly workflowId: string;
  /** Origin the conversation talks to, `demo:` for the built-in demo. */
  readonly origin: string;
}

/** Key of the built-in demo, in settings of the window, journals and the token ledger. */
export const demoKey = 'demo';

/** Host of the demo's requests, which never leave the extension. `.invalid` is reserved (RFC 2606). */
export const demoHost = 'demo.invalid';

/** {@link WorkflowRef.origin} of the built-in demo. */
export const demoOrigin = 'demo:';

/** Separates the target and the profile in a key. A target does not contain it: a base URL has no spaces. */
export const profileSeparator = ' profile ';

/** The part of a key that names the target: base URL, workflow, app or bot. */
export function targetOfKey(key: string): string {
  const end = key.indexOf(profileSeparator);
  return end < 0 ? key : key.slice(0, end);
}

/** The part of a workflow that a conversation keeps. */
export function workflowRef(workflow: Workflow): WorkflowRef {
  const { key, name, workflowId } = workflow;
  return { key, name, workflowId, origin: isDemo(workflow) ? demoOrigin : originOfWorkflow(workflow) };
}

/** Whether the workflow is the built-in demo. */
export function isDemo(workflow: Workflow): boolean {
  return workflow.source === 'demo';
}

/** The origin whose token the workflow is called with. */
export function originOfWorkflow(workflow: Workflow): string {
  return originOf(workflow.baseUrl);
}

/** Host and port of the workflow's service. */
export function hostOfWorkflow(workflow: Workflow): string {
  return hostOf(workflow.baseUrl);
}

/** Whether the workflow runs in a cloud of Coze. */
export function isInCloud(workflow: Workflow): boolean {
  return cloudByApiHost(hostOfWorkflow(workflow)) !== undefined;
}

/** Whether a conversation talks to the built-in demo, which runs in the extension and costs nothing. */
export function isDemoRef(workflow: WorkflowRef | undefined): boolean {
  return workflow?.origin === demoOrigin;
}
