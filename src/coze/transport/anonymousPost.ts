import { CozeError } from '../errors/cozeError';
import { errorInfo } from '../../shared/errorInfo';
import { errorFromNetwork, networkSituation } from '../errors/networkError';
import { maxBodyBytes, replyContext } from './acceptGate';
import { checkedBaseUrl, type HttpDeps } from './authorizedFetch';
import { ReplyBody } from './replyBody';
import type { ReplyContext } from '../errors/serviceError';

const timeoutMs = 30_000;

/** A POST without a token. Its body can contain secrets: they are removed from every text about the request. */
export interface AnonymousPost {
  readonly baseUrl: string;
  readonly path: string;
  readonly body: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/** A complete reply of any status. */
export interface AnonymousReply {
  readonly response: Response;
  readonly text: string;
  readonly context: ReplyContext;
}

/**
 * Sends JSON without an Authorization header and reads at most 64 kB of the reply. Rejects redirects, which would send
 * the body to another host. Throws {@link CozeError} if there is no reply within 30 s, and the reason of `signal` if that
 * aborts.
 */
export async function postAnonymously(
  { baseUrl, path, body, secrets }: AnonymousPost,
  signal: AbortSignal,
  deps: Omit<HttpDeps, 'credentials'>,
): Promise<AnonymousReply> {
  signal.throwIfAborted();
  const base = checkedBaseUrl(baseUrl);
  const { host, origin } = new URL(base);
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await deps.fetch(`${base}${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        'Cache-Control': 'no-store',
      },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.any([signal, timeout]),
    });
    const context = replyContext(response, { host, secrets }, (deps.now ?? Date.now)());
    const { text, failure } = await new ReplyBody(response).readStart(maxBodyBytes, timeoutMs);
    if (failure) throw failure;
    return { response, text, context };
  } catch (error) {
    signal.throwIfAborted();
    throw new CozeError(
      timeout.aborted
        ? errorInfo('responseTimeout', { params: { host, seconds: String(timeoutMs / 1_000) } })
        : errorFromNetwork(error, networkSituation(host, origin, deps.proxyFor)),
    );
  }
}
