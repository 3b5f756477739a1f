import type { WorkflowParameter } from '../../../shared/inputs/inputFields';
import { permissions } from '../../../shared/permissions';
import { fields, flag, text, type Read } from '../../../shared/schema';
import type { ApiEndpoint, Pages, WorkflowVersion } from '../../cozeApi';
import type { HttpDeps } from '../../transport/authorizedFetch';
import { description, itemsOf, name, seconds } from '../foreignFields';
import { get } from '../get';
import { pagesOf } from './pages';
import { parameters } from './parameters';

const mostPerPage = 30;
const mostPages = 3;

const versionFields = fields(
  { version: name },
  { description, created_at: seconds, input: fields({ parameters }) },
);
type VersionFields = Read<typeof versionFields>;

const page = fields({ items: itemsOf(versionFields) }, { has_more: flag, next_page_token: text });

/** The published versions of a workflow (docs/coze-protocol.md, 6.1). */
export async function* listVersions(
  endpoint: ApiEndpoint,
  workflowId: string,
  signal: AbortSignal | undefined,
  deps: HttpDeps,
): AsyncGenerator<readonly WorkflowVersion[], undefined, undefined> {
  for await (const items of pages(endpoint, { workflowId }, signal, deps)) {
    yield items.map(({ version, description: about, created_at: createdAt }) => ({
      version,
      ...(about !== undefined && { description: about }),
      ...(createdAt !== undefined && { createdAt }),
    }));
  }
}

/** The inputs of one version (docs/coze-protocol.md, 1.5); `undefined` if they are not in the newest pages. */
export async function readVersionInputs(
  endpoint: ApiEndpoint,
  { workflowId, version }: { readonly workflowId: string; readonly version: string },
  signal: AbortSignal | undefined,
  deps: HttpDeps,
): Promise<readonly WorkflowParameter[] | undefined> {
  let read = 0;
  for await (const items of pages(endpoint, { workflowId, include_input_output: 'true' }, signal, deps)) {
    const found = items.find((item) => item.version === version);
    read++;
    if (found || read === mostPages) return found?.input?.parameters;
  }
  return undefined;
}

function pages(
  endpoint: ApiEndpoint,
  { workflowId, ...options }: { readonly workflowId: string; readonly include_input_output?: 'true' },
  signal: AbortSignal | undefined,
  deps: HttpDeps,
): Pages<VersionFields> {
  const path = `/v1/workflows/${encodeURIComponent(workflowId)}/versions`;
  return pagesOf<VersionFields, string>(
    '',
    async (token) => {
      const query = { page_size: mostPerPage, page_token: token || undefined, ...options };
      const request = { path, query, permission: permissions.versions, signal };
      const { items, has_more: hasMore, next_page_token: next } = await get(endpoint, request, page, deps);
      // The last page may have a token as well.
      return { items: items.readable, next: hasMore ? next || undefined : undefined };
    },
    (item) => item.version,
  );
}
