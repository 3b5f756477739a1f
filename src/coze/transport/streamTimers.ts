import { CozeError } from '../errors/cozeError';
import { errorInfo } from '../../shared/errorInfo';
import type { CozeEvent } from '../wire/cozeEvent';

/** How long a run may be silent, in milliseconds. */
export interface StreamTimeouts {
  /** From the request to the headers of the reply. */
  readonly connectMs: number;
  /** Between two chunks of the body. Must stay under 300 s, after which Node's fetch gives up. */
  readonly idleMs: number;
  /** Time without an event after which a `silence` event is reported; 30 s by default. */
  readonly silenceNoticeMs?: number;
}

type Silence = Extract<CozeEvent, { type: 'silence' }>;

/** What ends a wait: the result of the step, a silence to report, or the end of the time that `done` has. */
type Report<T> = { readonly result: T } | Silence | { readonly type: 'doneGraceElapsed' };

const defaultSilenceNoticeMs = 30_000;
/** How long the stream stays open for `done` after the service reported the outcome. */
export const doneGraceMs = 3_000;
/** A wall clock this far ahead of the monotonic clock means that the computer slept. */
const sleepJumpMs = 20_000;
/** After a sleep a connection has this long to show that it is still alive. */
const afterSleepMs = 10_000;

/**
 * The time limits of one stream, on one interval timer. Durations are measured with the monotonic clock, which stops
 * during sleep; the wall clock only detects a sleep and dates a silence.
 */
export class StreamTimers {
  private timer: ReturnType<typeof setInterval> | undefined;
  private host = '';
  private hasHeaders = false;
  private hasSilenceNotice = false;
  private isDisposed = false;
  private sinceBytes = 0;
  private sinceNews = 0;
  private newsAt = 0;
  private outcomeAt: number | undefined;
  private sleptAt: number | undefined;
  private lastTick = 0;
  private lastWall = 0;
  private report: ((report: Report<never>) => void) | undefined;
  private fail: ((error: Error) => void) | undefined;

  constructor(
    private readonly timeouts: StreamTimeouts,
    private readonly now: () => number,
  ) {}

  /** Whether the computer slept and no bytes have come since. */
  get hasSlept(): boolean {
    return this.sleptAt !== undefined;
  }

  /**
   * Waits for a step of the stream and yields each silence meanwhile. Returns the result of the step, or `undefined` when
   * the time for `done` is over. Throws what the step throws, a {@link CozeError} after a timeout, and an error after
   * {@link dispose}. Time between two waits does not count: it is the consumer's.
   */
  async *wait<T>(step: Promise<T>): AsyncGenerator<Silence, T | undefined, undefined> {
    this.start();
    try {
      for (;;) {
        const report = await this.next(step);
        if ('result' in report) return report.result;
        if (report.type === 'doneGraceElapsed') return undefined;
        yield report;
      }
    } finally {
      this.report = undefined;
      this.fail = undefined;
    }
  }

  /** Names the service in errors from now on. */
  onRequest(host: string): void {
    this.host = host;
  }

  onHeaders(): void {
    this.hasHeaders = true;
    this.onBytes();
  }

  onBytes(): void {
    this.sinceBytes = performance.now();
    this.sleptAt = undefined;
  }

  /** Call for each event that moves the run. Returns true where it ends a silence that was reported. */
  onNews(): boolean {
    const hadNotice = this.hasSilenceNotice;
    this.hasSilenceNotice = false;
    this.sinceNews = this.sinceBytes;
    this.newsAt = 0;
    return hadNotice;
  }

  /** Call when nothing but `done` is expected any more. */
  onOutcome(): void {
    this.outcomeAt ??= performance.now();
  }

  /** Stops the timer and makes a pending and any later wait throw. */
  dispose(): void {
    this.isDisposed = true;
    clearInterval(this.timer);
    this.fail?.(new Error('The stream was closed.'));
  }

  private next<T>(step: Promise<T>): Promise<Report<T>> {
    return new Promise((resolve, reject) => {
      this.report = resolve;
      this.fail = reject;
      step.then((result) => resolve({ result }), reject);
      if (this.isDisposed) this.dispose();
      else if (this.isGraceOver()) resolve({ type: 'doneGraceElapsed' });
    });
  }

  private start(): void {
    const tick = performance.now();
    this.sinceBytes = tick;
    if (this.timer !== undefined) return;
    this.sinceNews = tick;
    this.newsAt = this.now();
    this.lastTick = tick;
    this.lastWall = this.newsAt;
    this.timer = setInterval(() => this.check(), this.period());
  }

  private check(): void {
    const tick = performance.now();
    const wall = this.now();
    this.detectSleep(tick, wall);
    if (this.outcomeAt !== undefined) {
      if (this.isGraceOver()) this.report?.({ type: 'doneGraceElapsed' });
      return;
    }
    if (!this.report) return;
    const silentMs = tick - this.sinceBytes;
    const limitMs = this.hasHeaders ? this.timeouts.idleMs : this.timeouts.connectMs;
    const isOverdue = silentMs >= limitMs;
    if (this.sleptAt !== undefined && (isOverdue || tick - this.sleptAt >= afterSleepMs)) {
      this.timeOut('computerSlept', silentMs);
    } else if (isOverdue) {
      this.timeOut(this.hasHeaders ? 'idleTimeout' : 'responseTimeout', limitMs);
    } else {
      this.reportSilence(tick, wall);
    }
  }

  private isGraceOver(): boolean {
    return this.outcomeAt !== undefined && performance.now() - this.outcomeAt >= doneGraceMs;
  }

  private reportSilence(tick: number, wall: number): void {
    const quietMs = tick - this.sinceNews;
    if (this.hasSilenceNotice || quietMs < (this.timeouts.silenceNoticeMs ?? defaultSilenceNoticeMs)) return;
    this.hasSilenceNotice = true;
    this.report?.({ type: 'silence', since: this.newsAt || Math.round(wall - quietMs) });
  }

  private detectSleep(tick: number, wall: number): void {
    const jump = wall - this.lastWall - (tick - this.lastTick);
    this.lastTick = tick;
    this.lastWall = wall;
    if (jump >= sleepJumpMs) this.sleptAt = tick;
  }

  private timeOut(reason: 'responseTimeout' | 'idleTimeout' | 'computerSlept', afterMs: number): void {
    const seconds = String(Math.round(afterMs / 1_000));
    this.fail?.(new CozeError(errorInfo(reason, { params: { host: this.host, seconds } })));
  }

  /** Fine enough for the shortest limit, and at most a second. */
  private period(): number {
    const { connectMs, idleMs, silenceNoticeMs = defaultSilenceNoticeMs } = this.timeouts;
    return Math.max(5, Math.min(1_000, Math.min(connectMs, idleMs, silenceNoticeMs) / 5));
  }
}
