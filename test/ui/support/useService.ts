import { setTimeout } from 'node:timers/promises';
import type { SimulatorOptions } from '../../../src/simulator/service/service';
import { createSimulator } from '../../../src/simulator/service/simulator';
import { mountHttp, type HttpMount, type RecordedRequest } from '../../support/httpMount';

/** Access to the service of a `describe`. */
export interface ServiceHolder {
  readonly baseUrl: string;
  /** All received requests, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** The received calls of chatflows, oldest first. */
  readonly calls: readonly RecordedRequest[];
  /** Resolves to the total tokens reported in all calls, once all responses are complete. */
  reportedTokens(): Promise<{ input: number; output: number }>;
}

/** A simulator on loopback HTTP for the tests of a `describe`. By default it answers as fast as the client reads. */
export function useService(options: Partial<SimulatorOptions> = {}): ServiceHolder {
  return useHandler(() =>
    createSimulator({
      now: Date.now,
      wait: async (milliseconds, signal) => {
        await setTimeout(milliseconds, undefined, { signal });
      },
      pace: 'instant',
      ...options,
    }),
  );
}

/** A service on loopback HTTP for the tests of a `describe`; the handler answers its requests. */
export function useHandler(create: () => (request: Request) => Promise<Response>): ServiceHolder {
  let mounted: HttpMount | undefined;
  const answers: Promise<string>[] = [];
  before('start the service', async () => {
    const handler = create();
    mounted = await mountHttp(async (request) => {
      const response = await handler(request);
      // An interrupted answer reports no usage.
      answers.push(
        response
          .clone()
          .text()
          .catch(() => ''),
      );
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
    get calls() {
      return service().requests.filter(({ path }) => path === '/v1/workflows/chat');
    },
    async reportedTokens() {
      const texts = await Promise.all(answers);
      const sum = { input: 0, output: 0 };
      for (const [, json = ''] of texts
        .join('\n')
        .matchAll(/event: ?conversation\.chat\.completed\ndata: ?(.*)/g)) {
        const { usage } = JSON.parse(json) as { usage: { input_count: number; output_count: number } };
        sum.input += usage.input_count;
        sum.output += usage.output_count;
      }
      return sum;
    },
  };
}
