import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A URL that must not be requested. Counts connections, so that a preconnect is detected too. */
export interface Trap {
  readonly port: number;
  /** Number of connections. */
  readonly count: number;
  close(): Promise<void>;
}

export async function openTrap(): Promise<Trap> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((socket) => {
    count++;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get count() {
      return count;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
