import { setTimeout } from 'node:timers/promises';
import type { SimulatorOptions } from '../../../src/simulator/service/service';
import { createSimulator } from '../../../src/simulator/service/simulator';
import { mountHttp, type HttpMount, type RecordedRequest } from '../../support/httpMount';

/** Holds the service of a `describe`. */
export interface ServiceHolder {
  readonly baseUrl: string;
  /** The calls of chatflows that came, oldest first. */
  readonly calls: readonly RecordedRequest[];
  /** Tokens that the service has reported, over all calls; resolves when all its answers are whole. */
  reportedTokens(): Promise<{ input: number; output: number }>;
}

/** A simulated Coze on HTTP of this machine for the tests of a `describe`; answers as fast as it is read by default. */
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

/** A service on HTTP of this machine for the tests of a `describe`, by the function that answers its requests. */
export function useHandler(create: () => (request: Request) => Promise<Response>): ServiceHolder {
  let mounted: HttpMount | undefined;
  const answers: Promise<string>[] = [];
  before('start the service', async () => {
    const handler = create();
    mounted = await mountHttp(async (request) => {
      const response = await handler(request);
      // An answer that is broken off reports nothing.
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
    if (!mounted) throw new Error('The service is there only while tests run.');
    return mounted;
  };
  return {
    get baseUrl() {
      return service().baseUrl;
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
