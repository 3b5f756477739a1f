import { maxBodyBytes, replyContext } from './acceptGate';
import { checkedBaseUrl, type HttpDeps } from './authorizedFetch';
import { exchange } from './exchange';
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
  const base = checkedBaseUrl(baseUrl);
  const { host, origin } = new URL(base);
  return exchange({ timeoutMs, signal, service: () => ({ host, origin }), ...deps }, async (ended) => {
    const response = await deps.fetch(`${base}${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        'Cache-Control': 'no-store',
      },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: ended,
    });
    const context = replyContext(response, { host, secrets }, (deps.now ?? Date.now)());
    const { text, failure } = await new ReplyBody(response, ended).readStart(maxBodyBytes, timeoutMs);
    if (failure) throw failure;
    return { response, text, context };
  });
}
