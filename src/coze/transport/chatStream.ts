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

/**
 * Streams the events of one run. Reads the next chunk when the events of the previous one are consumed. Ends at `done`,
 * at the end of the stream, and without an error when `signal` aborts; otherwise throws {@link CozeError}. Closes the
 * socket in all cases.
 */
export async function* chatStream(
  options: ChatStreamOptions,
): AsyncGenerator<CozeEvent, undefined, undefined> {
  const { signal } = options;
  if (signal.aborted) return;
  const attempt = new Attempt(options);
  const stop = (): void => attempt.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    while (!attempt.isOver) {
      for (const event of await attempt.next()) {
        yield event;
        if (attempt.isClosed || event.type === 'done') return;
      }
    }
    if (attempt.failure) throw attempt.failure;
  } finally {
    signal.removeEventListener('abort', stop);
    attempt.end();
  }
}

/** One request and its reply. */
class Attempt {
  /** No events follow. */
  isOver = false;
  failure: CozeError | undefined;
  private readonly controller = new AbortController();
  private readonly timers: StreamTimers;
  private readonly trace: Trace | undefined;
  private sent: SentRequest | undefined;
  /** Set once the reply is known to be a stream. */
  private reader: EventReader | undefined;
  /** What is awaited: the reply, or a chunk of it. Resolves to false at the end of the stream. */
  private step: Promise<boolean> | undefined;

  constructor(private readonly options: ChatStreamOptions) {
    this.timers = new StreamTimers(options.timeouts, options.now);
    this.trace = options.onTrace && new Trace(options.onTrace);
  }

  get isClosed(): boolean {
    return this.controller.signal.aborted;
  }

  /** The next events: a silence, or those of a chunk. */
  async next(): Promise<readonly CozeEvent[]> {
    try {
      this.step ??= this.begin();
      const report = await this.timers.wait(this.step);
      if (typeof report === 'object') return [report];
      this.step = undefined;
      if (!report) {
        this.isOver = true;
        this.reader?.end();
      }
    } catch (error) {
      this.fail(error);
    }
    if (!this.isClosed) return this.reader?.take(this.isOver) ?? [];
    this.isOver = true;
    return [];
  }

  /** The user stops the run. */
  stop(): void {
    this.options.log.info('stopped by the user');
    this.trace?.onStopped();
    this.close();
  }

  /** Call it when no events are read any more. */
  end(): void {
    this.close();
    this.trace?.onClosed();
    if (this.failure) this.trace?.onFailed(this.failure);
    if (this.reader) this.options.log.info(`stream ended: ${this.reader.summary}`);
  }

  private close(): void {
    this.timers.dispose();
    this.controller.abort();
    // `fetch` may drop its listener to the signal when it has resolved, so the body is cancelled as well.
    this.reader?.cancel();
  }

  private begin(): Promise<boolean> {
    this.timers.start();
    return this.reader ? this.reader.readChunk() : this.open();
  }

  /** Sends the request and checks the reply. Throws {@link CozeError} unless it is an event stream. */
  private async open(): Promise<true> {
    const { timers, trace } = this;
    const { send, now, log } = this.options;
    const startedAt = now();
    const sent = await send(this.controller.signal);
    const { host } = sent;
    this.sent = sent;
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
    this.reader = new EventReader(body, context, { timers, log, trace });
    return true;
  }

  /** An error ends the stream. After that of a closed connection there is nothing to report. */
  private fail(error: unknown): void {
    if (this.isClosed) return;
    this.isOver = true;
    this.failure = this.failureFrom(error);
    this.options.log.warn(this.failure.message);
    const { reason, kind } = this.failure.info;
    if (reason === 'tokenInvalid') this.options.onRejected(this.sent?.origin ?? '');
    // After an error of the decoder there is nothing left to decode.
    if (kind !== 'protocol') this.reader?.end();
  }

  private failureFrom(error: unknown): CozeError {
    const { sent, options } = this;
    const hasBegun = this.reader !== undefined;
    if (isCozeError(error)) return new CozeError(error.info, hasBegun);
    const situation = networkSituation(sent?.host ?? '', sent?.origin ?? '', options.proxyFor);
    const info = errorFromNetwork(error, { ...situation, hasBegun });
    return this.timers.hasSlept && hasBegun
      ? new CozeError(errorInfo('computerSlept', { params: info.params ?? {} }), true)
      : new CozeError(info, hasBegun);
  }
}
