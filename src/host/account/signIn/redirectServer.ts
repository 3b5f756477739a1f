import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

const port = 48_787;
const path = '/coze/callback';

/** The redirect URL that an OAuth app must have. The port is fixed, because Coze compares the whole URL. */
export const redirectUri = `http://127.0.0.1:${String(port)}${path}`;

/** What the browser brought back: a code, or the word and the text of a refusal. */
export type Redirect = { readonly code: string } | { readonly error: string; readonly description: string };

/** The texts of the page that the browser shows at the end. */
export interface RedirectTexts {
  readonly done: string;
  readonly refused: string;
}

/**
 * Receives the one redirect of a sign-in by a browser. Listens on 127.0.0.1 only while it waits; answers one GET of the
 * path with the right `state`, and refuses all other requests. Closes the server in every case. Throws the error of the
 * system if the port is in use, and the reason of `signal` if that aborts.
 *
 * @param onListening called when the browser can be sent to the service; may throw
 */
export async function receiveRedirect(
  state: string,
  texts: RedirectTexts,
  onListening: () => Promise<void>,
  signal: AbortSignal,
): Promise<Redirect> {
  signal.throwIfAborted();
  const server = createServer({ requestTimeout: 5_000, headersTimeout: 5_000 });
  const received = new Promise<Redirect>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    server.on('request', (request, response) => {
      const redirect = redirectIn(request, state);
      const text = redirect && ('code' in redirect ? texts.done : texts.refused);
      answer(response, text, () => redirect && resolve(redirect));
    });
  });
  // The caller gets the error of `listen` or `onListening` instead.
  received.catch(() => undefined);
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening', { signal });
    await onListening();
    return await received;
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** The redirect in a request; `undefined` for a request of another origin. */
function redirectIn({ method, url, headers }: IncomingMessage, state: string): Redirect | undefined {
  const base = `http://127.0.0.1:${String(port)}`;
  // Another name for this computer means that a page of the web sends the request.
  if (method !== 'GET' || url === undefined || headers.host !== new URL(base).host) return undefined;
  if (!URL.canParse(url, base)) return undefined;
  const { pathname, searchParams } = new URL(url, base);
  if (pathname !== path || searchParams.get('state') !== state) return undefined;
  const code = searchParams.get('code') ?? '';
  if (code !== '') return { code };
  return {
    error: searchParams.get('error') ?? '',
    description: searchParams.get('error_description') ?? '',
  };
}

/** Sends a page with the text, or refuses the request. Calls `onSent` when the browser has all of it, or is gone. */
function answer(response: ServerResponse, text: string | undefined, onSent: () => void): void {
  response.once('close', onSent);
  response.writeHead(text === undefined ? 404 : 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'",
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  });
  response.end(
    text === undefined ? '' : `<!doctype html><meta charset="utf-8"><title>Coze</title><p>${text}</p>`,
  );
}
