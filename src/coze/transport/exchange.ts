import { errorInfo } from '../../shared/errorInfo';
import { CozeError, isCozeError } from '../errors/cozeError';
import { errorFromNetwork, networkSituation } from '../errors/networkError';
import type { HttpDeps } from './authorizedFetch';

/** What limits an exchange, and what its errors name. */
export interface ExchangeOptions extends Pick<HttpDeps, 'proxyFor'> {
  /** For the request and its body together; begins again with each call of `progressed`. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** The service; `undefined` until it is known. */
  readonly service: () => { readonly host: string; readonly origin: string } | undefined;
}

/**
 * Runs a request and the read of its reply. `act` receives the signal that ends both, and a function to call when a part of
 * a long body was sent. Throws {@link CozeError} for any
 * failure, and the reason of `signal` if that aborts. Ends at once then, and after the timeout, whatever `act` waits for:
 * the secret storage of a system may never answer, and `fetch` can lose its listener to a signal.
 */
export async function exchange<T>(
  { timeoutMs, signal, service, proxyFor }: ExchangeOptions,
  act: (signal: AbortSignal, progressed: () => void) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  signal?.addEventListener('abort', abort);
  try {
    return await Promise.race([
      act(controller.signal, () => timer.refresh()),
      rejectionBy(controller.signal),
    ]);
  } catch (error) {
    signal?.throwIfAborted();
    if (isCozeError(error)) throw error;
    const { host = '', origin = '' } = service() ?? {};
    throw new CozeError(
      controller.signal.aborted
        ? errorInfo('responseTimeout', { params: { host, seconds: String(timeoutMs / 1_000) } })
        : errorFromNetwork(error, networkSituation(host, origin, proxyFor)),
    );
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

function rejectionBy(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')));
  });
}
