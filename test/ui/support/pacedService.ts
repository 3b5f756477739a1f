import { once } from 'node:events';
import { useService, type ServiceHolder } from './useService';

/** Controls how much of a stream a service sends. */
export interface Pace {
  /** Sends this number of further pieces of text, then pauses. */
  pauseAfter(pieces: number): void;
  /** Sends the rest at once. */
  resume(): void;
}

/** Like {@link useService}, with a stream that the test pauses and resumes: no clock is involved. */
export function usePacedService(): { readonly service: ServiceHolder; readonly pace: Pace } {
  const flow = new EventTarget();
  let left = Infinity;
  const service = useService({
    pace: 'lifelike',
    wait: async (_, signal) => {
      while (left <= 0)
        await Promise.race([once(flow, 'more'), once(signal, 'abort')]).then(() => signal.throwIfAborted());
      left--;
    },
  });
  const allow = (pieces: number) => {
    left = pieces;
    flow.dispatchEvent(new Event('more'));
  };
  return { service, pace: { pauseAfter: allow, resume: () => allow(Infinity) } };
}
