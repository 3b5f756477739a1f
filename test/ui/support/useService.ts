import { setTimeout } from 'node:timers/promises';
import { createSimulator, type SimulatorOptions } from '../../../src/simulator/simulator';
import { mountHttp, type HttpMount } from '../../support/httpMount';

/** Holds the service of a `describe`. */
export interface ServiceHolder {
  readonly service: HttpMount;
}

/** A simulated Coze on HTTP of this machine for the tests of a `describe`; answers as fast as it is read by default. */
export function useService(options: Partial<SimulatorOptions> = {}): ServiceHolder {
  let current: HttpMount | undefined;
  before('start the service', async () => {
    const simulator = createSimulator({
      now: Date.now,
      wait: async (milliseconds, signal) => {
        await setTimeout(milliseconds, undefined, { signal });
      },
      pace: 'instant',
      ...options,
    });
    current = await mountHttp(simulator);
  });
  after('end the service', () => current?.close());
  return {
    get service() {
      if (!current) throw new Error('The service is there only while tests run.');
      return current;
    },
  };
}
