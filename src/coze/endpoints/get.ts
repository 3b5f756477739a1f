import { reasons, type ErrorInfo, type ErrorReason } from '../../shared/errorInfo';
import { fields, type Schema } from '../../shared/schema';
import type { ApiEndpoint } from '../cozeApi';
import { CozeError, isCozeError } from '../errors/cozeError';
import type { HttpDeps } from '../transport/authorizedFetch';
import { call } from '../transport/call';

/** A page of a list is larger than other replies: it has the descriptions of up to 50 items. */
const maxBytes = 8 * 1024 * 1024;

/** What to request. Fields of `query` that are `undefined` are left out. */
export interface GetRequest {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** The permission that the token needs, by Coze's name; absent if unknown. */
  readonly permission?: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Requests a resource and reads `data` of the reply. Throws {@link CozeError}; its reason is `endpointMissing` if the
 * server does not have the path. Rejects with the reason of `signal` if that aborts.
 */
export async function get<T>(
  { baseUrl }: ApiEndpoint,
  { path, query = {}, permission, signal }: GetRequest,
  schema: Schema<T>,
  deps: HttpDeps,
): Promise<T> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  const request = {
    method: 'GET' as const,
    path: search.size === 0 ? path : `${path}?${search.toString()}`,
    maxBytes,
    ...(permission !== undefined && { permission }),
    ...(signal && { signal }),
  };
  try {
    return (await call({ baseUrl, isDemo: false }, request, fields({ data: schema }), deps)).data;
  } catch (error) {
    const reason = isCozeError(error) ? betterReason(error.info, query) : undefined;
    throw isCozeError(error) && reason ? new CozeError({ ...error.info, ...reasons[reason], reason }) : error;
  }
}

/** The reason of an error that means something else here than in a chat; `undefined` if it means the same. */
function betterReason(
  { reason, code, status }: ErrorInfo,
  query: NonNullable<GetRequest['query']>,
): ErrorReason | undefined {
  if (reason === 'workflowNotFound' && (code === '404' || status === 404)) return 'endpointMissing';
  if (reason === 'workflowNotPublished' && query['workspace_id'] !== undefined) return 'workspaceNotFound';
  return undefined;
}
