import { createServer, type AddressInfo } from 'node:net';

/** Resolves to `wanted`, or by default to any free TCP port of 127.0.0.1. Rejects if `wanted` is in use. */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
