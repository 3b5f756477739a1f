import * as v from 'valibot';
import { permissions } from '../../../shared/permissions';
import { fields, flag } from '../../../shared/schema';
import type { ApiEndpoint, Pages, WorkflowFilter, WorkflowSummary } from '../../cozeApi';
import type { HttpDeps } from '../../transport/authorizedFetch';
import { description, id, itemsOf, name, seconds } from '../foreignFields';
import { get } from '../get';
import { pagesOf } from './pages';

const mostPerPage = 30;

/** The fields that a workflow has in a list and in its metadata. Outside of an app, `app_id` is "0". */
export const workflowFields = v.pipe(
  fields({ workflow_id: id, workflow_name: name }, { description, app_id: id, updated_at: seconds }),
  v.transform(({ workflow_id, workflow_name, description: about, app_id, updated_at }): WorkflowSummary => ({
    id: workflow_id,
    name: workflow_name,
    ...(about !== undefined && { description: about }),
    ...(app_id !== undefined && { appId: app_id }),
    ...(updated_at !== undefined && { updatedAt: updated_at }),
  })),
);

const page = fields({ items: itemsOf(workflowFields) }, { has_more: flag });

/** The workflows of a workspace (docs/coze-protocol.md, 6.1). */
export function listWorkflows(
  endpoint: ApiEndpoint,
  { workspaceId, mode, publishStatus, appId }: WorkflowFilter,
  signal: AbortSignal | undefined,
  deps: HttpDeps,
): Pages<WorkflowSummary> {
  return pagesOf(
    1,
    async (number) => {
      const query = {
        workspace_id: workspaceId,
        workflow_mode: mode,
        publish_status: publishStatus,
        app_id: appId,
        page_num: number,
        page_size: mostPerPage,
      };
      const request = { path: '/v1/workflows', query, permission: permissions.workflows, signal };
      const { items, has_more: hasMore } = await get(endpoint, request, page, deps);
      return { items: items.readable, next: hasMore ? number + 1 : undefined };
    },
    (item) => item.id,
  );
}
