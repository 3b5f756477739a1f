import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { TestCertificate } from './certificates';

/** A step of a scripted response. Steps run in order. */
export type Step =
  /** Sends status line and headers. Without it the first bytes send 200 and `text/event-stream`. */
  | {
      readonly do: 'head';
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** False omits `Content-Type`. */
      readonly contentType?: string | false;
    }
  | { readonly do: 'send'; readonly data: string | Uint8Array }
  /** Sends the bytes in pieces of `size`, in separate writes, `waitMs` apart. */
  | {
      readonly do: 'split';
      readonly data: string | Uint8Array;
      readonly size: number;
      readonly waitMs?: number;
    }
  | { readonly do: 'wait'; readonly ms: number }
  /** Waits for the client, which runs in the same process. */
  | { readonly do: 'waitFor'; readonly promise: Promise<unknown> }
  /** Repeats the bytes until the client disconnects or `times` is reached. */
  | {
      readonly do: 'trickle';
      readonly data: string | Uint8Array;
      readonly everyMs: number;
      readonly times?: number;
    }
  /** Closes the connection with RST. */
  | { readonly do: 'reset' }
  /** Ends the writing side of the socket before the end of the chunked body. */
  | { readonly do: 'halfClose' }
  /** Sends nothing and keeps the connection open until the client disconnects. */
  | { readonly do: 'hang' }
  /** Sends a complete body with gzip. `keep` truncates it to that number of bytes; the response ends regularly. */
  | { readonly do: 'gzip'; readonly data: string; readonly keep?: number }
  | { readonly do: 'redirect'; readonly status: number; readonly to: string }
  /** Writes the bytes to the socket instead of an HTTP response. */
  | { readonly do: 'raw'; readonly data: string | Uint8Array };

export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Time at which either side closed the socket of this request; undefined while it is open. */
  closedAt: number | undefined;
}

/** The response to every request, or a function of the request and its index from 0. */
export type Script = readonly Step[] | ((request: RecordedRequest, index: number) => readonly Step[]);

/** An HTTP server on loopback that sends scripted, possibly faulty responses, and records every request. */
export class FaultServer {
  readonly requests: RecordedRequest[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private script: Script,
    private readonly scheme: 'http' | 'https',
  ) {}

  /** Listens on a free port; with a certificate it uses TLS. */
  static async start(script: Script = [], certificate?: TestCertificate): Promise<FaultServer> {
    const patience = { keepAliveTimeout: 1_000 };
    const server = certificate ? createTlsServer({ ...patience, ...certificate }) : createServer(patience);
    const fault = new FaultServer(server, script, certificate ? 'https' : 'http');
    server.on('connection', (socket: Socket) => {
      fault.sockets.add(socket);
      socket.on('close', () => fault.sockets.delete(socket));
      // The client may reset a connection that is being reset.
      socket.on('error', () => undefined);
    });
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('error', () => undefined);
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const recorded: RecordedRequest = {
          method: request.method ?? '',
          url: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(chunks).toString('utf8'),
          at: Date.now(),
          closedAt: undefined,
        };
        request.socket.on('close', () => (recorded.closedAt ??= Date.now()));
        fault.requests.push(recorded);
        const steps =
          typeof fault.script === 'function'
            ? fault.script(recorded, fault.requests.length - 1)
            : fault.script;
        void run(steps, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fault;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Base URL for a workflow: `http://127.0.0.1:PORT`, or https with a certificate. */
  get baseUrl(): string {
    return `${this.scheme}://127.0.0.1:${String(this.port)}`;
  }

  /** Number of requested chat runs. */
  get postCount(): number {
    return this.requests.filter(({ method, url }) => method === 'POST' && url === '/v1/workflows/chat')
      .length;
  }

  /** Sets the responses to the next requests, and clears the recorded requests. */
  play(script: Script): void {
    this.script = script;
    this.requests.length = 0;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

async function run(steps: readonly Step[], response: ServerResponse): Promise<void> {
  const { socket } = response;
  for (const step of steps) {
    if (socket?.destroyed !== false) return;
    switch (step.do) {
      case 'head':
        writeHead(response, step.status ?? 200, step.headers ?? {}, step.contentType);
        break;
      case 'send':
        await write(response, step.data);
        break;
      case 'split': {
        const bytes = Buffer.from(step.data);
        for (let start = 0; start < bytes.length; start += step.size) {
          await write(response, bytes.subarray(start, start + step.size));
          // A turn of the event loop sends each piece as a separate chunk.
          await pause(step.waitMs ?? 0);
        }
        break;
      }
      case 'wait':
        await pause(step.ms);
        break;
      case 'waitFor':
        await step.promise;
        break;
      case 'trickle':
        for (let time = 0; time < (step.times ?? Infinity) && !socket.destroyed; time++) {
          await write(response, step.data);
          await pause(step.everyMs);
        }
        break;
      case 'reset':
        // A reset discards written data that has not been sent yet.
        await pause(20);
        socket.resetAndDestroy();
        return;
      case 'halfClose':
        socket.end();
        return;
      case 'hang':
        response.flushHeaders();
        await new Promise<void>((resolve) => socket.once('close', resolve));
        return;
      case 'gzip': {
        const bytes = gzipSync(step.data);
        if (!response.headersSent) {
          writeHead(response, 200, { 'Content-Encoding': 'gzip' }, undefined);
        }
        await write(response, bytes.subarray(0, step.keep ?? bytes.length));
        break;
      }
      case 'redirect':
        writeHead(response, step.status, { Location: step.to }, false);
        break;
      case 'raw':
        socket.write(step.data);
        // The client must read the bytes before the end of the connection.
        await pause(20);
        socket.end();
        return;
    }
  }
  response.end();
}

function writeHead(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  contentType: string | false | undefined,
): void {
  const type = contentType === false ? {} : { 'Content-Type': contentType ?? 'text/event-stream' };
  response.writeHead(status, { ...type, ...headers });
}

async function write(response: ServerResponse, data: string | Uint8Array): Promise<void> {
  if (!response.headersSent) writeHead(response, 200, {}, undefined);
  if (data.length === 0) {
    response.flushHeaders();
    return;
  }
  if (response.write(data)) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      response.off('drain', go);
      response.off('close', go);
      resolve();
    };
    response.on('drain', go);
    response.on('close', go);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => (ms === 0 ? setImmediate(resolve) : setTimeout(resolve, ms)));
}
