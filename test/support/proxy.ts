import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** The action of a proxy for each request; `tunnel` forwards it. */
export type ProxyMood =
  | { readonly do: 'tunnel' }
  | { readonly do: 'answer'; readonly status: number; readonly page?: string }
  | { readonly do: 'reset' };

/** An HTTP proxy on loopback for tunnels (CONNECT) and plain requests, with a configured action. */
export class TestProxy {
  /** Requested targets, in order. */
  readonly asked: string[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly mood: ProxyMood,
  ) {}

  static async start(mood: ProxyMood): Promise<TestProxy> {
    const server = createServer();
    const proxy = new TestProxy(server, mood);
    server.on('connection', (socket) => {
      proxy.sockets.add(socket);
      // The client may close the connection to a proxy that refuses.
      socket.on('error', () => undefined);
    });
    server.on('connect', (request, socket: Socket, head: Buffer) =>
      proxy.onConnect(request.url ?? '', socket, head),
    );
    server.on('request', (request, response) => proxy.onRequest(request.url ?? '', response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private onConnect(target: string, socket: Socket, head: Buffer): void {
    const { mood } = this;
    this.asked.push(target);
    if (mood.do === 'reset') {
      socket.resetAndDestroy();
      return;
    }
    if (mood.do === 'answer') {
      const page = mood.page ?? '';
      const lines = [
        `HTTP/1.1 ${String(mood.status)} No`,
        ...(mood.status === 407 ? ['Proxy-Authenticate: Basic realm="proxy"'] : []),
        'Content-Type: text/html',
        `Content-Length: ${String(Buffer.byteLength(page))}`,
      ];
      socket.end(`${lines.join('\r\n')}\r\n\r\n${page}`);
      return;
    }
    const [host = '', port = ''] = target.split(':');
    const through = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      through.write(head);
      socket.pipe(through).pipe(socket);
    });
    this.sockets.add(through);
    through.on('error', () => socket.destroy());
  }

  private onRequest(target: string, response: ServerResponse): void {
    const { mood } = this;
    this.asked.push(target);
    if (mood.do !== 'answer') {
      response.destroy();
      return;
    }
    response.writeHead(mood.status, {
      'Content-Type': 'text/html',
      ...(mood.status === 407 && { 'Proxy-Authenticate': 'Basic realm="proxy"' }),
    });
    response.end(mood.page ?? '');
  }
}
