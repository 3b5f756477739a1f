import { explainError } from '../coze/errors/cozeError';
import { addWorkflow as run } from '../host/workflows/add/addWorkflow';
import type { AddWorkflowDeps } from '../host/workflows/add/addWorkflowDeps';

/** Adds a workflow to the user's settings and selects it, or selects the demo. Resolves to false if the user cancels. */
export function addWorkflow(deps: Omit<AddWorkflowDeps, 'explain'>): Promise<boolean> {
  return run({ ...deps, explain: explainError });
}
