import type { Dialect, StreamEvent } from '../dialects/dialect';

/**
 * The body of a stream: an event is made when the reader asks for one, so a slow reader makes a slow service. Ends with
 * an error when `request` is aborted, as a real connection does. `onEnd` is called once, however it ends.
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

  // The request itself is held here, not only its signal: a request that is collected no longer passes an abort on.
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
