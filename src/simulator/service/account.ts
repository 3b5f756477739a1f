/** The account that the tokens of a simulated service belong to. Ids are decimal strings; times are seconds since the epoch. */
export interface SimulatedAccount {
  readonly id: string;
  readonly name: string;
  readonly plan: SimulatedPlan;
  readonly workspaces: readonly SimulatedWorkspace[];
}

export interface SimulatedPlan {
  readonly level: 'free' | 'pro_personal' | 'team' | 'enterprise';
  /** After this number of calls, every call fails. No limit by default. */
  readonly calls?: number;
}

export interface SimulatedWorkspace {
  readonly id: string;
  readonly name: string;
  readonly type: 'personal' | 'team';
  readonly role: 'owner' | 'admin' | 'member';
  /** The workspace is listed, but the token does not cover it. */
  readonly isDenied?: boolean;
  readonly workflows?: readonly SimulatedWorkflow[];
  readonly apps?: readonly SimulatedProject[];
  readonly bots?: readonly SimulatedProject[];
}

export interface SimulatedWorkflow {
  readonly id: string;
  readonly name: string;
  readonly mode: 'chatflow' | 'workflow';
  readonly isPublished: boolean;
  /** The app that the workflow is part of; none by default: it is in the library of the workspace. */
  readonly appId?: string;
  readonly description?: string;
  readonly updatedAt?: number;
  /** Published versions, newest first. */
  readonly versions?: readonly SimulatedVersion[];
  /** Inputs beside `USER_INPUT` and `CONVERSATION_NAME`, which every chatflow has. */
  readonly inputs?: SimulatedParameters;
  readonly outputs?: SimulatedParameters;
}

/** An app, or an agent, which Coze calls a bot in its API. */
export interface SimulatedProject {
  readonly id: string;
  readonly name: string;
  /** Published to the channel "API". */
  readonly isPublished: boolean;
  readonly description?: string;
  readonly updatedAt?: number;
}

export interface SimulatedVersion {
  readonly version: string;
  readonly description?: string;
  readonly createdAt?: number;
  /** Those of the workflow by default. */
  readonly inputs?: SimulatedParameters;
}

/** Parameters as Coze sends them. */
export type SimulatedParameters = Readonly<Record<string, SimulatedParameter>>;

export interface SimulatedParameter {
  readonly type: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly default_value?: string;
  readonly items?: SimulatedParameter;
  readonly properties?: SimulatedParameters;
}

/** The workflow with this id, and the workspace that it is in. */
export function findWorkflow(
  account: SimulatedAccount,
  id: string,
): { readonly workflow: SimulatedWorkflow; readonly workspace: SimulatedWorkspace } | undefined {
  for (const workspace of account.workspaces) {
    const workflow = workspace.workflows?.find((candidate) => candidate.id === id);
    if (workflow) return { workflow, workspace };
  }
  return undefined;
}

/** The agent with this id. */
export function findBot(account: SimulatedAccount, id: string): SimulatedProject | undefined {
  return account.workspaces.flatMap(({ bots = [] }) => bots).find((bot) => bot.id === id);
}
