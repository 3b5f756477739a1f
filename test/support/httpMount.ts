import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A received request. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Header names are in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** How the exchange ended: `aborted` if the client closed the socket before the response was complete. */
  readonly ended: Promise<'finished' | 'aborted'>;
}

/** A running server. */
export interface HttpMount {
  /** Such as `http://127.0.0.1:40123`, without a trailing slash. */
  readonly baseUrl: string;
  /** All requests, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Closes the server and all connections. */
  close(): Promise<void>;
}

/**
 * Serves a function `(Request) => Promise<Response>` on 127.0.0.1. Bodies are streamed with backpressure. A client that
 * disconnects aborts the signal of the request. A handler that throws closes the connection.
 */
export async function mountHttp(
  handler: (request: Request) => Promise<Response>,
  port = 0,
): Promise<HttpMount> {
  const requests: RecordedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, handler, requests).catch(() => outgoing.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handler: (request: Request) => Promise<Response>,
  requests: RecordedRequest[],
): Promise<void> {
  const gone = new AbortController();
  const ended = new Promise<'finished' | 'aborted'>((resolve) => {
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) gone.abort();
      resolve(outgoing.writableFinished ? 'finished' : 'aborted');
    });
  });
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const method = incoming.method ?? 'GET';
  const path = incoming.url ?? '/';
  requests.push({ method, path, headers: incoming.headers, body: body.toString('utf8'), ended });

  const request = new Request(new URL(path, `http://${incoming.headers.host ?? '127.0.0.1'}`), {
    method,
    headers: headersOf(incoming),
    signal: gone.signal,
    ...(method !== 'GET' && method !== 'HEAD' && { body }),
  });
  await send(await handler(request), outgoing);
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) headers.append(name, each);
    }
  }
  return headers;
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.flushHeaders();
  if (response.body) {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      if (!outgoing.write(chunk)) await once(outgoing, 'drain');
    }
  }
  outgoing.end();
}
