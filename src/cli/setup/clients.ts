import { CozeClient } from '../../coze/cozeClient';
import type { Credentials } from '../../coze/transport/authorizedFetch';
import { createSimulator } from '../../simulator/service/simulator';
import type { Language } from '../../shared/text/language';

/** Each test has a timeout. These limits are longer: they end only requests that it does not end. */
const timeouts = { connectMs: 60_000, idleMs: 240_000 };
const log = { info: () => undefined, warn: () => undefined, debug: () => undefined };

/** The client of a service. */
export function clientOf(credentials: Credentials): CozeClient {
  return new CozeClient({
    credentials,
    log,
    timeouts: () => timeouts,
    fetch: (input, init) => globalThis.fetch(input, init),
  });
}

/** The client of the demo workflow, which runs in this process, without a token and without network. */
export function demoClientOf(language: Language): CozeClient {
  const service = createSimulator({
    now: Date.now,
    pace: 'instant',
    language,
    unknownConversations: 'adopt',
  });
  return new CozeClient({
    credentials: { authorize: () => Promise.resolve(undefined), rejected: () => undefined },
    log,
    timeouts: () => timeouts,
    fetch: (input, init) => service(new Request(input, init)),
  });
}
