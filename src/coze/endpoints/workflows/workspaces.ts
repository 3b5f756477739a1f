import * as v from 'valibot';
import { permissions } from '../../../shared/permissions';
import { fields } from '../../../shared/schema';
import type { ApiEndpoint, Pages, Workspace } from '../../cozeApi';
import type { HttpDeps } from '../../transport/authorizedFetch';
import { id, itemsOf, name, total } from '../foreignFields';
import { get } from '../get';
import { firstPage, nextPage, pagesOf } from './pages';

const mostPerPage = 50;

const workspace = v.pipe(
  fields({ id, name }, { workspace_type: v.picklist(['personal', 'team']) }),
  v.transform(({ workspace_type: type, ...rest }): Workspace => ({ ...rest, ...(type && { type }) })),
);

const page = fields({ workspaces: itemsOf(workspace) }, { total_count: total });

/** The workspaces of the account (docs/coze-protocol.md, 6.1). */
export function listWorkspaces(
  endpoint: ApiEndpoint,
  signal: AbortSignal | undefined,
  deps: HttpDeps,
): Pages<Workspace> {
  return pagesOf(
    firstPage,
    async (position) => {
      const query = { page_num: position.number, page_size: mostPerPage };
      const request = { path: '/v1/workspaces', query, permission: permissions.workspaces, signal };
      const { workspaces, total_count: sum } = await get(endpoint, request, page, deps);
      return { items: workspaces.readable, next: nextPage(position, workspaces.received, sum) };
    },
    (item) => item.id,
  );
}
