import { once } from 'node:events';
import { useService, type ServiceHolder } from './useService';

/** Lets a service speak, and stops it in mid-sentence. */
export interface Pace {
  /** Only so many more pieces of text come. */
  pauseAfter(pieces: number): void;
  /** All that is left comes at once. */
  resume(): void;
}

/** A service as {@link useService} gives it, whose stream stands still when the test says so: no clock is involved. */
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
