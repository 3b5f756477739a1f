import * as v from 'valibot';
import { permissions } from '../../shared/permissions';
import { fields, flag, text } from '../../shared/schema';
import type { ApiEndpoint, WorkflowVersion } from '../cozeApi';
import type { HttpDeps } from '../transport/authorizedFetch';
import { description, itemsOf, name, seconds } from './foreignFields';
import { get } from './get';
import { pagesOf } from './pages';

const mostPerPage = 30;

const version = v.pipe(
  fields({ version: name }, { description, created_at: seconds }),
  v.transform(({ created_at, ...rest }): WorkflowVersion => ({
    ...rest,
    ...(created_at !== undefined && { createdAt: created_at }),
  })),
);

const page = fields({ items: itemsOf(version) }, { has_more: flag, next_page_token: text });

/** The published versions of a workflow (docs/coze-protocol.md, 6.1). */
export function listVersions(
  endpoint: ApiEndpoint,
  workflowId: string,
  signal: AbortSignal | undefined,
  deps: HttpDeps,
): AsyncIterable<readonly WorkflowVersion[]> {
  const path = `/v1/workflows/${encodeURIComponent(workflowId)}/versions`;
  return pagesOf<WorkflowVersion, string>(
    '',
    async (token) => {
      const query = { page_size: mostPerPage, page_token: token || undefined };
      const request = { path, query, permission: permissions.versions, signal };
      const { items, has_more: hasMore, next_page_token: next } = await get(endpoint, request, page, deps);
      // The last page may have a token as well.
      return { items: items.readable, next: hasMore ? next || undefined : undefined };
    },
    (item) => item.version,
  );
}
