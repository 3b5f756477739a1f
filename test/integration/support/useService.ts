import { createSimulator } from '../../../src/simulator/service/simulator';
import { mountHttp, type HttpMount, type RecordedRequest } from '../../support/httpMount';
import { until } from './inWindow';

/** A simulator on loopback HTTP, for the tests of a `describe`. */
export interface Service {
  readonly baseUrl: string;
  /** All requests, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** The bodies of the streams, oldest first. Each resolves when its request has ended. */
  readonly streams: readonly Promise<string>[];
  /** Resolves to the request with this index, once it has been answered. */
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
    if (!mounted) throw new Error('The service is available only while tests run.');
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
      if (!request) throw new Error('There is no such request.');
      await request.ended;
      return request;
    },
  };
}
