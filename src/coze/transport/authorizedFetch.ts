import { errorInfo } from '../../shared/errorInfo';
import { readBaseUrl } from '../../shared/urls';
import { CozeError } from '../errors/cozeError';

/** Where requests go. */
export interface Endpoint {
  /** As the settings name it; checked before each request. */
  readonly baseUrl: string;
  /** The built-in demo, which needs no token. */
  readonly isDemo: boolean;
}

/** The source of tokens. */
export interface Credentials {
  /** The token for this origin at this moment, or `undefined` where there is none. */
  authorize(origin: string): Promise<string | undefined>;
  /** The service refused the token of this origin. */
  rejected(origin: string): void;
}

/** What a request needs of its surroundings. */
export interface HttpDeps {
  /** Called for each request, so that a `fetch` that VS Code replaces later is used. */
  readonly fetch: typeof fetch;
  readonly credentials: Credentials;
  /** The proxy in force for an origin, as it is configured, or `undefined`. */
  readonly proxyFor?: (origin: string) => string | undefined;
  /** Wall clock in milliseconds since the epoch. */
  readonly now?: () => number;
}

/** A request before it has a token. A string is sent as JSON. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: string | FormData;
}

/** A request that was sent. `secrets` must be kept out of every text about it. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly host: string;
  readonly origin: string;
  readonly response: Promise<Response>;
  readonly secrets: readonly string[];
}

/** Visible ASCII only: the platform quotes other tokens in its error. */
const usableToken = /^[\x21-\x7e]+$/;

/**
 * Adds the token to a request and sends it; no other code does. Refuses redirects, because a redirect would send the body,
 * with the user's code, to another host. Throws {@link CozeError} before anything is sent; network errors reject `response`.
 */
export async function sendAuthorized(
  endpoint: Endpoint,
  request: HttpRequest,
  accept: 'text/event-stream' | 'application/json',
  signal: AbortSignal,
  deps: HttpDeps,
): Promise<SentRequest> {
  const { isDemo } = endpoint;
  const { method, path, body } = request;
  const baseUrl = isDemo ? endpoint.baseUrl : checkedBaseUrl(endpoint.baseUrl);
  const { origin, host } = new URL(baseUrl);
  const token = await deps.credentials.authorize(origin);
  if (!token && !isDemo) throw new CozeError(errorInfo('tokenMissing', { params: { host } }));
  if (token && !usableToken.test(token))
    throw new CozeError(errorInfo('tokenUnusable', { params: { host } }));
  const url = `${baseUrl}${path}`;
  const response = deps.fetch(url, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      // The platform writes the type of a form by itself, with its boundary.
      ...(typeof body === 'string' && { 'Content-Type': 'application/json' }),
      Accept: accept,
      // A proxy that compresses holds back the first kilobyte of a stream.
      'Accept-Encoding': 'identity',
      'Cache-Control': 'no-cache',
    },
    ...(body !== undefined && { body }),
    redirect: 'error',
    signal,
  });
  return { method, url, host, origin, response, secrets: token ? [token] : [] };
}

function checkedBaseUrl(text: string): string {
  const read = readBaseUrl(text);
  if ('baseUrl' in read) return read.baseUrl;
  const { problem, shown } = read;
  throw new CozeError(
    problem === 'insecure'
      ? errorInfo('baseUrlInsecure', { params: { host: shown } })
      : errorInfo('baseUrlInvalid', { params: { url: shown } }),
  );
}
