import { CozeApiClient } from '../../src/coze/cozeApiClient';
import type { ApiEndpoint, CozeApi } from '../../src/coze/cozeApi';
import type { SimulatorOptions } from '../../src/simulator/service/service';
import { createSimulator } from '../../src/simulator/service/simulator';
import { mountHttp, type HttpMount } from './httpMount';
import { credentialsBy, testToken } from './wirePipeline';

/** The API client against a service on loopback HTTP. */
export interface ServedApi extends AsyncDisposable {
  readonly api: CozeApi;
  readonly endpoint: ApiEndpoint;
  /** Paths of the requests, oldest first. */
  readonly calls: readonly string[];
  /** Lines of the log. */
  readonly lines: readonly string[];
  /** Origins whose token the service rejected. */
  readonly rejected: readonly string[];
}

/** Serves a handler. The client has a token for every origin. */
export async function serveApi(handler: (request: Request) => Promise<Response>): Promise<ServedApi> {
  const mount: HttpMount = await mountHttp(handler);
  const rejected: string[] = [];
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  const log = { info: write, warn: write, debug: write };
  const credentials = credentialsBy(() => Promise.resolve(testToken), rejected);
  return {
    api: new CozeApiClient({ fetch: (input, init) => fetch(input, init), credentials, log }),
    endpoint: { baseUrl: mount.baseUrl },
    get calls() {
      return mount.requests.map(({ path }) => path);
    },
    lines,
    rejected,
    [Symbol.asyncDispose]: () => mount.close(),
  };
}

/** Serves a simulator. */
export function simulatedApi(options: Partial<SimulatorOptions> = {}): Promise<ServedApi> {
  return serveApi(createSimulator({ now: Date.now, pace: 'instant', tokens: [testToken], ...options }));
}

/** All items of a list. */
export async function allOf<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}
