import type { Dialect, StreamEvent } from '../dialects/dialect';

/**
 * The body of a stream. Events are created on demand, so that a slow reader makes a slow service. The stream errors when
 * `request` is aborted, like a real connection. `onEnd` is called exactly once.
 */
export function eventStream(
  request: Request,
  dialect: Dialect,
  start: (signal: AbortSignal) => AsyncGenerator<StreamEvent, void, undefined>,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const ended = new AbortController();
  const events = start(ended.signal);
  let ordinal = 0;

  // Retains the request and not only its signal: a garbage-collected request no longer forwards an abort.
  const stopListening = (): void => request.signal.removeEventListener('abort', onAbort);
  let fail: ((reason: unknown) => void) | undefined;
  const onAbort = (): void => {
    end();
    fail?.(request.signal.reason);
  };
  const end = (): void => {
    if (ended.signal.aborted) return;
    ended.abort();
    stopListening();
    onEnd();
  };

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        fail = (reason) => controller.error(reason);
        request.signal.addEventListener('abort', onAbort);
      },
      async pull(controller) {
        const next = await events.next();
        if (ended.signal.aborted) return;
        if (next.done) {
          end();
          controller.close();
          return;
        }
        controller.enqueue(encoder.encode(dialect.frame(next.value, ++ordinal)));
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
