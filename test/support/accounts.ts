import type {
  SimulatedAccount,
  SimulatedWorkflow,
  SimulatedWorkspace,
} from '../../src/simulator/service/account';

/** An id like those of Coze: 19 digits, beyond 2^53. */
export function longId(series: number, ordinal: number): string {
  return String(7_000_000_000_000_000_000n + BigInt(series) * 10_000_000_000_000_000n + BigInt(ordinal));
}

/** A published chatflow of the library. */
export function chatflow(ordinal: number, fields: Partial<SimulatedWorkflow> = {}): SimulatedWorkflow {
  return {
    id: longId(50, ordinal),
    name: `flow_${String(ordinal)}`,
    mode: 'chatflow',
    isPublished: true,
    updatedAt: 1_780_000_000 + ordinal,
    ...fields,
  };
}

/** The personal workspace of an account. */
export function workspace(ordinal: number, fields: Partial<SimulatedWorkspace> = {}): SimulatedWorkspace {
  return {
    id: longId(40, ordinal),
    name: `Workspace ${String(ordinal)}`,
    type: 'personal',
    role: 'owner',
    ...fields,
  };
}

/** An account with these workspaces on a paid plan. */
export function accountWith(
  workspaces: readonly SimulatedWorkspace[],
  fields: Partial<SimulatedAccount> = {},
): SimulatedAccount {
  return { id: longId(30, 1), name: 'Ada', plan: { level: 'team' }, workspaces, ...fields };
}

/** An account with one workspace of this many chatflows. */
export function accountOf(chatflows: number): SimulatedAccount {
  const workflows = Array.from({ length: chatflows }, (_, index) => chatflow(index + 1));
  return accountWith([workspace(1, { workflows })]);
}
