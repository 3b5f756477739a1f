import * as v from 'valibot';
import { permissions } from '../../../shared/permissions';
import { fields } from '../../../shared/schema';
import type { ApiEndpoint, Pages, ProjectFilter, ProjectSummary } from '../../cozeApi';
import type { HttpDeps } from '../../transport/authorizedFetch';
import { description, id, itemsOf, name, seconds, total } from '../foreignFields';
import { get } from '../get';
import { firstPage, nextPage, pagesOf } from './pages';

const mostPerPage = 20;
/** The publishing channel "API": the extension can run a chatflow only in an agent that is published to it. */
const apiChannel = '1024';

const project = v.pipe(
  fields({ id, name }, { description, updated_at: seconds }),
  v.transform(({ updated_at, ...rest }): ProjectSummary => ({
    ...rest,
    ...(updated_at !== undefined && { updatedAt: updated_at }),
  })),
);

const page = fields({ items: itemsOf(project) }, { total });

/** The apps or agents of a workspace (docs/coze-protocol.md, 6.1). */
export function listProjects(
  kind: 'apps' | 'bots',
  endpoint: ApiEndpoint,
  { workspaceId, publishStatus = 'published_online' }: ProjectFilter,
  signal: AbortSignal | undefined,
  deps: HttpDeps,
): Pages<ProjectSummary> {
  return pagesOf(
    firstPage,
    async (position) => {
      const query = {
        workspace_id: workspaceId,
        publish_status: publishStatus,
        connector_id: apiChannel,
        page_num: position.number,
        page_size: mostPerPage,
      };
      const request = { path: `/v1/${kind}`, query, permission: permissions[kind], signal };
      const { items, total: sum } = await get(endpoint, request, page, deps);
      return { items: items.readable, next: nextPage(position, items.received, sum) };
    },
    (item) => item.id,
  );
}
