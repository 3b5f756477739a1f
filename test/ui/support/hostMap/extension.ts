/**
 * Sends the requests for each origin in `COZE_TEST_HOSTS` to a server on loopback: all extensions of a window share the global
 * `fetch`.
 */
export function activate(): void {
  const servers = new Map(
    Object.entries(JSON.parse(process.env['COZE_TEST_HOSTS'] ?? '{}') as Record<string, string>),
  );
  const send = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const { origin, pathname, search } = new URL(input instanceof Request ? input.url : input);
    const server = servers.get(origin);
    return send(server === undefined ? input : `${server}${pathname}${search}`, init);
  };
}
