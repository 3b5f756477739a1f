import { errorInfo } from '../../shared/errorInfo';
import { readBaseUrl } from '../../shared/urls/urls';
import { CozeError } from '../errors/cozeError';

/** The service that receives requests. */
export interface Endpoint {
  /** As configured in the settings; validated before each request. */
  readonly baseUrl: string;
  /** The built-in demo, which needs no token. */
  readonly isDemo: boolean;
}

/** The source of tokens. */
export interface Credentials {
  /** The current token for an origin; `undefined` if there is none. */
  authorize(origin: string): Promise<string | undefined>;
  /** Called when the service rejects the token of an origin. */
  rejected(origin: string): void;
}

/** The dependencies of a request. */
export interface HttpDeps {
  /** Called for each request. May use the global `fetch` of that moment, which VS Code can replace. */
  readonly fetch: typeof fetch;
  readonly credentials: Credentials;
  /** The configured proxy for an origin, or `undefined`. */
  readonly proxyFor?: (origin: string) => string | undefined;
  /** Wall clock in milliseconds since the epoch. */
  readonly now?: () => number;
  /** Receives a line for each call. */
  readonly log?: WireLog;
}

/** A body that is read while it is sent, so that it is never in memory as a whole. */
export interface StreamedBody {
  readonly contentType: string;
  /** Number of bytes that `bytes` yields. */
  readonly length: number;
  /** Read once. An error that it throws ends the request. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A request without a token. A string body is sent as JSON. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Path and query. */
  readonly path: string;
  readonly body?: string | StreamedBody;
  /** The permission that the token needs, by Coze's name. An error for a missing permission names it. */
  readonly permission?: string;
}

/** A request that was sent. `secrets` must be removed from every text about it. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly body?: string | StreamedBody;
  readonly host: string;
  readonly origin: string;
  readonly response: Promise<Response>;
  readonly secrets: readonly string[];
  readonly permission?: string;
}

/** Visible ASCII only: for other tokens the platform throws an error that quotes the header. */
const usableToken = /^[\x21-\x7e]+$/;

/**
 * Adds the token to a request and sends it; no other code does. Rejects redirects, because a redirect would send the
 * body, which may contain the user's code, to another host. Throws {@link CozeError} before anything is sent; network
 * errors reject `response`.
 */
export async function sendAuthorized(
  endpoint: Endpoint,
  request: HttpRequest,
  accept: 'text/event-stream' | 'application/json',
  signal: AbortSignal,
  deps: HttpDeps,
): Promise<SentRequest> {
  const { isDemo } = endpoint;
  const { method, path, body, permission } = request;
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
      ...contentHeaders(body),
      Accept: accept,
      // A proxy that compresses buffers the first kilobyte of a stream.
      'Accept-Encoding': 'identity',
      'Cache-Control': 'no-cache',
    },
    ...(typeof body === 'string' && { body }),
    // A body that is a stream needs the half-duplex mode of `fetch`.
    ...(typeof body === 'object' && { body: streamOf(body.bytes, signal), duplex: 'half' as const }),
    redirect: 'error',
    signal,
  });
  return {
    ...{ method, url, host, origin, response },
    ...(body !== undefined && { body }),
    secrets: token ? [token] : [],
    ...(permission !== undefined && { permission }),
  };
}

function contentHeaders(body: HttpRequest['body']): Readonly<Record<string, string>> {
  if (body === undefined) return {};
  if (typeof body === 'string') return { 'Content-Type': 'application/json' };
  return { 'Content-Type': body.contentType, 'Content-Length': String(body.length) };
}

/**
 * A stream that reads the next chunk when the last one was sent. The iteration ends with the signal: `fetch` does not cancel
 * the body of a request that it aborts.
 */
function streamOf(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const end = async (): Promise<void> => {
    await iterator.return?.();
  };
  signal.addEventListener('abort', () => void end().catch(() => undefined));
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const next = await iterator.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}

/** The base URL as requests use it. Throws {@link CozeError} if it is invalid or not secure. */
export function checkedBaseUrl(text: string): string {
  const read = readBaseUrl(text);
  if ('baseUrl' in read) return read.baseUrl;
  const { problem, shown } = read;
  throw new CozeError(
    problem === 'insecure'
      ? errorInfo('baseUrlInsecure', { params: { host: shown } })
      : errorInfo('baseUrlInvalid', { params: { url: shown } }),
  );
}

/** Receives the log of the wire: hosts, times, codes and sizes; never a token or the content of a message. */
export interface WireLog {
  info(text: string): void;
  warn(text: string): void;
  debug(text: string): void;
}
