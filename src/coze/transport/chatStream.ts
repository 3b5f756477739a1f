import { errorFromReply, isEventStream, replyContext } from './acceptGate';
import type { SentRequest } from './authorizedFetch';
import { CozeError, isCozeError } from '../errors/cozeError';
import type { CozeEvent } from '../wire/cozeEvent';
import { EventDecoder } from './eventDecoder';
import { isOutcome, isSameText } from '../wire/eventMeaning';
import { errorFromNetwork, networkSituation } from '../errors/networkError';
import { errorInfo, type ErrorInfo } from '../../shared/errorInfo';
import { ReplyBody } from './replyBody';
import type { ReplyContext } from '../errors/serviceError';
import { SecretKeeper } from '../text/secretKeeper';
import { SseDecoder } from './sse';
import { StreamWatch, type StreamTimeouts, type WatchVerdict } from './streamWatch';
import type { WireLog } from './wireLog';

export interface ChatStreamOptions {
  /** Sends the request; called once, at the first `next()`. Aborting `signal` closes its socket. */
  readonly send: (signal: AbortSignal) => Promise<SentRequest>;
  /** The user's stop. */
  readonly signal: AbortSignal;
  readonly timeouts: StreamTimeouts;
  readonly now: () => number;
  readonly log: WireLog;
  readonly proxyFor?: (origin: string) => string | undefined;
}

/**
 * One run as an iterator of events. A chunk of the body is read only when the events of the last one are used up, so
 * nothing piles up in front of a slow reader. Leaves through one door, {@link finish}: end of stream, `done`, a failure,
 * the user's stop and `break` all close the socket and the timer there.
 */
export class ChatStream implements AsyncIterableIterator<CozeEvent> {
  private readonly controller = new AbortController();
  private readonly watch: StreamWatch;
  private events: CozeEvent[] = [];
  private nextEvent = 0;
  /** Text that belongs to the last of `events`. In pieces: a long rope of them would live on and slow down every collection. */
  private burst: string[] = [];
  /** How many of `events` are without secrets. */
  private clean = 0;
  private keeper = new SecretKeeper([]);
  private wake: (() => void) | undefined;
  /** Set once the reply is known to be a stream. */
  private body: ReplyBody | undefined;
  private decoder: SseDecoder | undefined;
  private context: ReplyContext = { host: '', secrets: [] };
  private origin = '';
  private failure: CozeError | undefined;
  private isReading = false;
  private hasBegun = false;
  private isOver = false;
  private skipped = 0;
  private decoded = 0;

  constructor(private readonly options: ChatStreamOptions) {
    this.watch = new StreamWatch(options.timeouts, options.now, (verdict) => {
      this.onVerdict(verdict);
    });
    if (options.signal.aborted) this.isOver = true;
    else options.signal.addEventListener('abort', this.onStop, { once: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<CozeEvent, undefined>> {
    const event = this.events[this.nextEvent];
    if (event === undefined) return this.pull();
    this.nextEvent++;
    return Promise.resolve({ done: false, value: event });
  }

  return(): Promise<IteratorResult<CozeEvent, undefined>> {
    this.drop();
    return Promise.resolve({ done: true, value: undefined });
  }

  private async pull(): Promise<IteratorResult<CozeEvent, undefined>> {
    for (;;) {
      const event = this.events[this.nextEvent];
      if (event !== undefined) {
        this.nextEvent++;
        return { done: false, value: event };
      }
      this.events = [];
      this.nextEvent = 0;
      this.clean = 0;
      if (this.failure) {
        const failure = this.failure;
        this.failure = undefined;
        throw failure;
      }
      if (this.isOver) return { done: true, value: undefined };
      const woken = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      this.advance();
      await woken;
    }
  }

  /** Starts the next step unless one is under way: the request first, then a read at a time. */
  private advance(): void {
    if (this.isReading) return;
    this.isReading = true;
    this.watch.start();
    const step = this.body ? this.read(this.body) : this.open();
    step
      .catch((error: unknown) => {
        this.onFailure(error);
      })
      .finally(() => {
        this.isReading = false;
        this.watch.pause();
        this.wakeUp();
      });
  }

  private async open(): Promise<void> {
    const startedAt = this.options.now();
    const sent = await this.options.send(this.controller.signal);
    this.origin = sent.origin;
    this.context = { host: sent.host, secrets: sent.secrets };
    const response = await sent.response;
    if (this.isOver) return;
    this.watch.onHeaders();
    this.context = replyContext(response, sent.host, sent.secrets, this.options.now());
    this.options.log.info(
      `POST ${sent.host} ${response.status} in ${this.options.now() - startedAt} ms` +
        (this.context.logId === undefined ? '' : `, log id ${this.context.logId}`),
    );
    const body = new ReplyBody(response);
    const isStream = await isEventStream(response, body, () => {
      this.watch.onBytes();
    });
    if (!isStream) throw await errorFromReply(response, body, this.context);
    this.hasBegun = true;
    this.body = body;
    this.keeper = new SecretKeeper(sent.secrets);
    const decoder = new EventDecoder(this.context);
    this.decoder = new SseDecoder((sse) => {
      const piece = this.isInText() ? decoder.pieceOf(sse) : undefined;
      if (piece === undefined) this.add(decoder.decode(sse));
      else this.addPiece(piece);
    });
  }

  private async read(body: ReplyBody): Promise<void> {
    const { done, value } = await body.read();
    if (this.isOver) return;
    if (done) {
      this.takeRest();
      this.finish();
    } else {
      this.watch.onBytes();
      try {
        this.decoder?.feed(value);
      } finally {
        this.endBurst();
        this.keepSecrets();
      }
      // Whoever sends a page in place of a stream may leave the connection open.
      if (this.decoded === 0 && this.decoder?.isPage) this.watch.onOutcome();
    }
  }

  private add(event: CozeEvent): void {
    if (this.isOver) return;
    this.decoded++;
    if (event.type === 'skipped') {
      this.skipped++;
      // A heartbeat keeps the connection alive but is no news.
      if (event.reason === 'ignored') return;
      this.options.log.debug(`skipped event "${event.event}" (${event.reason})`);
    }
    if (this.watch.onNews()) this.events.push({ type: 'silenceEnded' });
    this.push(event);
    if (event.type === 'done') this.finish();
    else if (isOutcome(event)) this.watch.onOutcome();
  }

  /** The newest event of this chunk is a piece of a text. */
  private isInText(): boolean {
    return this.clean < this.events.length && this.events.at(-1)?.type === 'delta';
  }

  /** Another piece of the text that the newest event is a piece of; that event was the news of this chunk. */
  private addPiece(piece: string): void {
    this.decoded++;
    this.burst.push(piece);
  }

  /** Pieces of one text that came in one chunk are one piece: a burst costs its reader one step, not hundreds. */
  private push(event: CozeEvent): void {
    const last = this.isInText() ? this.events.at(-1) : undefined;
    if (last?.type === 'delta' && event.type === 'delta' && isSameText(last, event)) {
      this.burst.push(event.message.content);
      return;
    }
    this.endBurst();
    this.events.push(event);
  }

  private endBurst(): void {
    const last = this.events.at(-1);
    if (this.burst.length === 0 || last?.type !== 'delta') return;
    const content = last.message.content + this.burst.join('');
    this.events[this.events.length - 1] = { type: 'delta', message: { ...last.message, content } };
    this.burst = [];
  }

  /** Takes the token out of what has come last. */
  private keepSecrets(): void {
    const fresh = this.events.splice(this.clean);
    for (const event of fresh) this.events.push(...this.keeper.pass(event));
    this.clean = this.events.length;
  }

  private onVerdict(verdict: WatchVerdict): void {
    switch (verdict.type) {
      case 'silence':
        this.events.push({ type: 'silence', since: verdict.since });
        this.wakeUp();
        return;
      case 'tailOver':
        this.takeRest();
        this.finish();
        return;
      case 'late':
        this.fail(errorInfo(verdict.reason, { params: { host: this.context.host, ...verdict.params } }));
    }
  }

  private onFailure(error: unknown): void {
    if (this.isOver) return;
    if (isCozeError(error)) {
      this.fail(error.info);
      return;
    }
    const situation = networkSituation(this.context.host, this.origin, this.options.proxyFor);
    const info = errorFromNetwork(error, { ...situation, hasBegun: this.hasBegun });
    this.fail(
      this.watch.hasSlept && this.hasBegun
        ? { ...errorInfo('computerSlept'), params: info.params ?? {} }
        : info,
    );
  }

  private fail(info: ErrorInfo): void {
    if (this.isOver) return;
    const failure = new CozeError(info, this.hasBegun);
    this.options.log.warn(failure.message);
    this.failure = failure;
    // A decoder that gave up has nothing left to say.
    if (info.kind !== 'protocol') this.takeRest();
    this.finish();
  }

  /** An event that came whole but for its blank line counts, however the stream ended. */
  private takeRest(): void {
    if (this.isOver) return;
    this.decoder?.end();
    this.endBurst();
  }

  /** Nothing follows: what was held back as the possible beginning of a secret is none. */
  private giveHeld(): void {
    this.endBurst();
    this.keepSecrets();
    this.events.push(...this.keeper.release());
    this.clean = this.events.length;
  }

  /** The user stopped: what has arrived and was not taken is not taken any more. */
  private readonly onStop = (): void => {
    this.options.log.info('stopped by the user');
    this.drop();
  };

  private drop(): void {
    this.events = [];
    this.nextEvent = 0;
    this.clean = 0;
    this.burst = [];
    this.keeper = new SecretKeeper([]);
    this.failure = undefined;
    this.finish();
  }

  private finish(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.giveHeld();
    this.watch.dispose();
    this.options.signal.removeEventListener('abort', this.onStop);
    this.controller.abort();
    if (this.decoder) {
      this.options.log.info(
        `stream over: ${this.decoder.byteCount} bytes, ${this.decoded} events, ${this.skipped} skipped`,
      );
    }
    this.wakeUp();
  }

  private wakeUp(): void {
    const wake = this.wake;
    this.wake = undefined;
    wake?.();
  }
}
