import { setImmediate } from 'node:timers/promises';
import type { ReplyContext } from '../errors/serviceError';
import { SecretKeeper } from '../wire/secretKeeper';
import type { CozeEvent } from '../wire/cozeEvent';
import { isOutcome } from '../wire/eventMeaning';
import { joinPieces } from '../wire/joinPieces';
import type { ServerSentEvent } from '../wire/serverSentEvent';
import { decodeEvent } from '../wire/wire';
import type { ReplyBody } from './replyBody';
import { SseDecoder } from './sse';
import type { StreamTimers } from './streamTimers';
import type { Trace } from './trace';
import type { WireLog } from './authorizedFetch';

export interface EventReaderDeps {
  readonly timers: StreamTimers;
  readonly log: WireLog;
  readonly trace: Trace | undefined;
}

/** Longest time in milliseconds that one stream may block the event loop. */
const maxTurnMs = 10;

/** Reads the body of one stream in chunks and decodes its events, without the secrets of the request. */
export class EventReader {
  private readonly decoder: SseDecoder;
  private readonly keeper: SecretKeeper;
  private received: ServerSentEvent[] = [];
  private turnAt = performance.now();
  private eventCount = 0;
  private skippedCount = 0;

  constructor(
    private readonly body: ReplyBody,
    private readonly context: ReplyContext,
    private readonly deps: EventReaderDeps,
  ) {
    this.decoder = new SseDecoder((event) => this.received.push(event));
    this.keeper = new SecretKeeper(context.secrets);
  }

  /** For the log. */
  get summary(): string {
    return `${this.decoder.byteCount} bytes, ${this.eventCount} events, ${this.skippedCount} skipped`;
  }

  /**
   * Decodes the next chunk. Resolves to false at the end of the body. Throws {@link CozeError} beyond the size limits.
   */
  async readChunk(): Promise<boolean> {
    // Buffered chunks resolve without a turn of the event loop, so that Stop would not be handled.
    if (performance.now() - this.turnAt >= maxTurnMs) {
      await setImmediate();
      this.turnAt = performance.now();
    }
    const { done, value } = await this.body.read();
    if (done) return false;
    this.deps.timers.onBytes();
    this.decoder.feed(value);
    return true;
  }

  /** Closes the connection. */
  cancel(): void {
    this.body.cancel();
  }

  /** Decodes an event at the end of the body that lacks only its blank line. */
  end(): void {
    this.decoder.end();
  }

  /**
   * The events since the last call, up to `done`. With `isLast`, includes text held back as the beginning of a secret.
   */
  take(isLast: boolean): readonly CozeEvent[] {
    const taken: CozeEvent[] = [];
    const { received } = this;
    this.received = [];
    this.eventCount += received.length;
    for (const event of joinPieces(received.map((sse) => this.decode(sse)))) {
      if (event.type === 'skipped') this.onSkipped(event);
      // A heartbeat keeps the connection alive but does not advance the run.
      if (event.type === 'skipped' && event.reason === 'ignored') continue;
      if (this.deps.timers.onNews()) taken.push({ type: 'silenceEnded' });
      if (isOutcome(event)) this.deps.timers.onOutcome();
      taken.push(...this.keeper.pass(event));
      if (event.type === 'done') break;
    }
    // A page or a JSON error instead of a stream. The connection may stay open.
    if (this.eventCount === 0 && this.decoder.isForeign) this.deps.timers.onOutcome();
    if (isLast) taken.push(...this.keeper.release());
    return taken;
  }

  private decode(sse: ServerSentEvent): CozeEvent {
    const event = decodeEvent(sse, this.context);
    this.deps.trace?.onEvent(sse, event);
    return event;
  }

  private onSkipped({ event, reason }: Extract<CozeEvent, { type: 'skipped' }>): void {
    this.skippedCount++;
    if (reason !== 'ignored') this.deps.log.debug(`skipped event "${event}" (${reason})`);
  }
}
