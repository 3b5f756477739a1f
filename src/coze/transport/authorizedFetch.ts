import type { Workflow } from '../../shared/workflow';
import { readBaseUrl } from '../../shared/urls';
import { CozeError } from '../errors/cozeError';
import { errorInfo } from '../../shared/errorInfo';

/** A request on its way, with what must be kept out of every text about it. */
export interface SentRequest {
  readonly host: string;
  /** Scheme, host and port. */
  readonly origin: string;
  readonly response: Promise<Response>;
  readonly secrets: readonly string[];
}

/** What a request is, before it has a token. */
export interface RequestSpec {
  readonly workflow: Workflow;
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: string;
  readonly accept: 'text/event-stream' | 'application/json';
  readonly signal: AbortSignal;
}

/** Gives the token that was entered for this origin, or undefined. */
export type TokenSource = (origin: string) => Promise<string | undefined>;

/** Visible ASCII only: anything else makes the platform quote the token in its error. */
const usableToken = /^[\x21-\x7e]+$/;

/**
 * The one place where a token meets a request. Reads it now, for the origin of this request only, and refuses to follow
 * redirects: a redirect sends the body, and with it the user's code, to whoever it names. Throws {@link CozeError}
 * before anything is sent; failures of the network come out of `response`.
 */
export async function sendAuthorized(
  spec: RequestSpec,
  token: TokenSource,
  fetchNow: typeof fetch,
): Promise<SentRequest> {
  const isDemo = spec.workflow.source === 'demo';
  const baseUrl = isDemo ? spec.workflow.baseUrl : checkedBaseUrl(spec.workflow.baseUrl);
  const { origin, host } = new URL(baseUrl);
  const secret = await token(origin);
  if (!secret && !isDemo) throw new CozeError(errorInfo('tokenMissing', { params: { host } }));
  if (secret && !usableToken.test(secret)) {
    throw new CozeError(errorInfo('tokenUnusable', { params: { host } }));
  }
  const response = fetchNow(`${baseUrl}${spec.path}`, {
    method: spec.method,
    headers: {
      ...(secret && { Authorization: `Bearer ${secret}` }),
      ...(spec.body !== undefined && { 'Content-Type': 'application/json' }),
      Accept: spec.accept,
      // A proxy that compresses holds the first kilobyte of a stream back.
      'Accept-Encoding': 'identity',
      'Cache-Control': 'no-cache',
    },
    ...(spec.body !== undefined && { body: spec.body }),
    redirect: 'error',
    signal: spec.signal,
  });
  return { host, origin, response, secrets: secret ? [secret] : [] };
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
