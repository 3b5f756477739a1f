import { createSimulator } from '../../../src/simulator/service/simulator';
import { mountHttp, type HttpMount, type RecordedRequest } from '../../support/httpMount';
import { until } from './inWindow';

/** A simulated Coze on HTTP of this machine, for the tests of a `describe`. */
export interface Service {
  readonly baseUrl: string;
  /** Everything that came, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** The bodies of its streams, oldest first; each is whole once its request has ended. */
  readonly streams: readonly Promise<string>[];
  /** Waits for the next request after so many, and until it is answered. */
  nextRequest(after: number): Promise<RecordedRequest>;
}

export function useService(): Service {
  let mounted: HttpMount | undefined;
  const streams: Promise<string>[] = [];
  before('start the service', async () => {
    const simulator = createSimulator({ now: Date.now, wait: () => Promise.resolve(), pace: 'instant' });
    mounted = await mountHttp(async (request) => {
      const response = await simulator(request);
      streams.push(response.clone().text());
      return response;
    });
  });
  after('end the service', () => mounted?.close());
  const service = () => {
    if (!mounted) throw new Error('The service is there only while tests run.');
    return mounted;
  };
  return {
    get baseUrl() {
      return service().baseUrl;
    },
    get requests() {
      return service().requests;
    },
    streams,
    async nextRequest(after) {
      await until('a request', () => service().requests.length > after);
      const request = service().requests[after];
      if (!request) throw new Error('The request is gone.');
      await request.ended;
      return request;
    },
  };
}
