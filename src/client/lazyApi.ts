import type { CozeApi } from '../coze/cozeApi';
import type { HttpDeps } from '../coze/transport/authorizedFetch';
import { once } from './once';

/** The API of Coze, loaded by its first request. */
export function lazyApi(deps: Omit<HttpDeps, 'fetch'>): CozeApi {
  const api = once(async () => {
    const { CozeApiClient } = await import('../onDemand/client');
    // Read at each call: VS Code replaces the global with one that supports proxies and system certificates.
    return new CozeApiClient({ ...deps, fetch: (input, init) => globalThis.fetch(input, init) });
  });
  return {
    workspaces: async function* (...args) {
      yield* (await api()).workspaces(...args);
    },
    workflows: async function* (...args) {
      yield* (await api()).workflows(...args);
    },
    apps: async function* (...args) {
      yield* (await api()).apps(...args);
    },
    bots: async function* (...args) {
      yield* (await api()).bots(...args);
    },
    versions: async function* (...args) {
      yield* (await api()).versions(...args);
    },
    versionInputs: async (...args) => (await api()).versionInputs(...args),
    workflow: async (...args) => (await api()).workflow(...args),
    me: async (...args) => (await api()).me(...args),
    plan: async (...args) => (await api()).plan(...args),
    keptRun: async (...args) => (await api()).keptRun(...args),
    keptNode: async (...args) => (await api()).keptNode(...args),
  };
}
