import { CozeError, isCozeError } from '../errors/cozeError';
import { errorFromNetwork, networkSituation } from '../errors/networkError';
import { errorInfo } from '../../shared/errorInfo';
import type { CozeEvent } from '../wire/cozeEvent';
import { errorFromReply, isEventStream, replyContext } from './acceptGate';
import type { SentRequest } from './authorizedFetch';
import { EventReader } from './eventReader';
import { ReplyBody } from './replyBody';
import { StreamTimers, type StreamTimeouts } from './streamTimers';
import type { TraceSink } from '../wire/traceEntry';
import { Trace } from './trace';
import type { WireLog } from './authorizedFetch';

export interface ChatStreamOptions {
  /** Sends the request; called once, at the first `next()`. Aborting `signal` must close its socket. */
  readonly send: (signal: AbortSignal) => Promise<SentRequest>;
  /** Aborted when the user stops the run. */
  readonly signal: AbortSignal;
  readonly timeouts: StreamTimeouts;
  readonly now: () => number;
  readonly log: WireLog;
  readonly proxyFor?: (origin: string) => string | undefined;
  /** Called when the service rejects the token of this origin. */
  readonly onRejected: (origin: string) => void;
  /** Receives events before they are decoded. */
  readonly onTrace?: TraceSink;
}

/** A request, with the reader of its reply once the reply is known to be a stream. */
interface Attempt {
  readonly trace: Trace | undefined;
  sent?: SentRequest;
  reader?: EventReader;
}

/**
 * Streams the events of one run. Reads the next chunk when the events of the previous one are consumed. Ends at `done`,
 * at the end of the stream, and without an error when `signal` aborts; otherwise throws {@link CozeError}. Closes the
 * socket in all cases.
 */
export async function* chatStream(
  options: ChatStreamOptions,
): AsyncGenerator<CozeEvent, undefined, undefined> {
  const { signal, log } = options;
  if (signal.aborted) return;
  const controller = new AbortController();
  const timers = new StreamTimers(options.timeouts, options.now);
  const attempt: Attempt = { trace: options.onTrace && new Trace(options.onTrace) };
  // `fetch` may drop its listener to the signal when it has resolved, so the body is cancelled as well.
  const close = (): void => {
    controller.abort();
    attempt.reader?.cancel();
  };
  const isClosed = (): boolean => controller.signal.aborted;
  const stop = (): void => {
    log.info('stopped by the user');
    attempt.trace?.onStopped();
    timers.dispose();
    close();
  };
  signal.addEventListener('abort', stop, { once: true });
  let failure: CozeError | undefined;
  try {
    for (let isOver = false; !isOver;) {
      try {
        if (!attempt.reader) {
          yield* timers.wait(open(attempt, options, controller.signal, timers));
        } else if (!(yield* timers.wait(attempt.reader.readChunk()))) {
          isOver = true;
          attempt.reader.end();
        }
      } catch (error) {
        if (isClosed()) return;
        isOver = true;
        failure = failureFrom(error, attempt, timers.hasSlept, options);
        log.warn(failure.message);
        if (failure.info.reason === 'tokenInvalid') options.onRejected(attempt.sent?.origin ?? '');
        // After an error of the decoder there is nothing left to decode.
        if (failure.info.kind !== 'protocol') attempt.reader?.end();
      }
      if (isClosed()) return;
      for (const event of attempt.reader?.take(isOver) ?? []) {
        yield event;
        if (isClosed() || event.type === 'done') return;
      }
    }
    if (failure) throw failure;
  } finally {
    signal.removeEventListener('abort', stop);
    timers.dispose();
    close();
    conclude(attempt, failure, log);
  }
}

function conclude({ trace, reader }: Attempt, failure: CozeError | undefined, log: WireLog): void {
  trace?.onClosed();
  if (failure) trace?.onFailed(failure);
  if (reader) log.info(`stream ended: ${reader.summary}`);
}

/** Sends the request and checks the reply. Throws {@link CozeError} unless it is an event stream. */
async function open(
  attempt: Attempt,
  { send, now, log }: ChatStreamOptions,
  signal: AbortSignal,
  timers: StreamTimers,
): Promise<void> {
  const startedAt = now();
  const { trace } = attempt;
  const sent = await send(signal);
  const { host } = sent;
  attempt.sent = sent;
  timers.onRequest(host);
  trace?.onRequest(sent);
  const response = await sent.response;
  timers.onHeaders();
  trace?.onResponse(response);
  const context = replyContext(response, sent, now());
  const logId = context.logId === undefined ? '' : `, log id ${context.logId}`;
  log.info(`POST ${host} ${response.status} in ${now() - startedAt} ms${logId}`);
  const body = new ReplyBody(response);
  const isStream = await isEventStream(response, body, () => timers.onBytes());
  if (!isStream) throw await errorFromReply(response, body, context, (text) => trace?.onBody(text));
  attempt.reader = new EventReader(body, context, { timers, log, trace });
}

function failureFrom(
  error: unknown,
  { sent, reader }: Attempt,
  hasSlept: boolean,
  { proxyFor }: ChatStreamOptions,
): CozeError {
  const hasBegun = reader !== undefined;
  if (isCozeError(error)) return new CozeError(error.info, hasBegun);
  const situation = networkSituation(sent?.host ?? '', sent?.origin ?? '', proxyFor);
  const info = errorFromNetwork(error, { ...situation, hasBegun });
  return hasSlept && hasBegun
    ? new CozeError(errorInfo('computerSlept', { params: info.params ?? {} }), true)
    : new CozeError(info, hasBegun);
}
