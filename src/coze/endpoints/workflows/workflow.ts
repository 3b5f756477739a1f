import * as v from 'valibot';
import { isChatflow } from '../../../shared/inputs/inputFields';
import { permissions } from '../../../shared/permissions';
import { fields, type Schema } from '../../../shared/schema';
import type { ApiEndpoint, WorkflowDetails } from '../../cozeApi';
import type { HttpDeps } from '../../transport/authorizedFetch';
import { description, name as nameText } from '../foreignFields';
import { get } from '../get';
import { parameters } from './parameters';
import { workflowFields } from './workflows';

/** The cloud's reply. */
const detail = fields({ workflow_detail: workflowFields }, { input: fields({ parameters }) });

/** The reply of a self-hosted server, which has this path for chatflows only. */
const role = fields({ role: fields({}, { name: nameText, description }) });

type Details = Omit<WorkflowDetails, 'id' | 'name'> & { readonly name?: string };

const details: Schema<Details> = v.union([
  v.pipe(
    detail,
    v.transform(({ workflow_detail: workflow, input }): Details => ({
      ...workflow,
      ...(input && {
        inputs: input.parameters,
        isChatflow: isChatflow(input.parameters),
      }),
    })),
  ),
  v.pipe(
    role,
    v.transform(({ role: nameAndDescription }): Details => ({ ...nameAndDescription, isChatflow: true })),
  ),
]);

/** The metadata of a workflow with its inputs (docs/coze-protocol.md, 6.2). Without a name, the ID is the name. */
export async function readWorkflow(
  endpoint: ApiEndpoint,
  workflowId: string,
  signal: AbortSignal | undefined,
  deps: HttpDeps,
): Promise<WorkflowDetails> {
  const request = {
    path: `/v1/workflows/${encodeURIComponent(workflowId)}`,
    query: { include_input_output: 'true' },
    permission: permissions.workflow,
    signal,
  };
  return { name: workflowId, ...(await get(endpoint, request, details, deps)), id: workflowId };
}
