import { Refusal, refusalOf } from '../refusal';
import type { Service } from '../service';
import type { ServerKind } from '../../dialects/dialect';

/** One request to an endpoint. */
export interface Call {
  readonly service: Service;
  readonly request: Request;
  readonly query: URLSearchParams;
  /** Values of the parameters in the path, by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly logId: string;
}

/** One endpoint of the service. */
export interface Endpoint {
  readonly methods: readonly string[];
  /** The path; a segment that starts with `:` is a parameter. */
  readonly path: string;
  /** The permission that a token needs, by Coze's name; absent if it needs none. */
  readonly permission?: string;
  /** Needs no token, and does not count as a call. */
  readonly isPublic?: true;
  /** The kinds of server that have the endpoint. */
  readonly servers: readonly ServerKind[];
  /** Answers a call, or throws a {@link Refusal}. */
  handle(call: Call): Promise<Response>;
}

/** The parameters of a path that matches the pattern of an endpoint; `undefined` if it does not. */
export function paramsIn(pattern: string, path: string): Record<string, string> | undefined {
  const names = pattern.split('/');
  const values = path.split('/');
  if (names.length !== values.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? '';
    if (name.startsWith(':') && value !== '') params[name.slice(1)] = value;
    else if (name !== value) return undefined;
  }
  return params;
}

/** The body of a request as JSON. Refuses a body that is not an object. */
export async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  let body: unknown;
  try {
    body = JSON.parse(await request.text());
  } catch (error) {
    request.signal.throwIfAborted();
    throw new Refusal(4000, `invalid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof body !== 'object' || body === null) throw refusalOf(4000);
  return body as Record<string, unknown>;
}
