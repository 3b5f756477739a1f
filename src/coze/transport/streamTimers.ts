import { CozeError } from '../errors/cozeError';
import { errorInfo } from '../../shared/errorInfo';
import type { CozeEvent } from '../wire/cozeEvent';

/** Timeouts of a run, in milliseconds. */
export interface StreamTimeouts {
  /** From the request to the headers of the reply. */
  readonly connectMs: number;
  /** Between two chunks of the body. Must be less than 300 s, the timeout of Node's fetch. */
  readonly idleMs: number;
  /** Time without an event after which a `silence` event is reported; 30 s by default. */
  readonly silenceNoticeMs?: number;
}

type Silence = Extract<CozeEvent, { type: 'silence' }>;

/** What ends a wait: whether the stream goes on, or a silence to report. */
type Report = boolean | Silence;

const defaultSilenceNoticeMs = 30_000;
/** Grace period for `done` after the service reported the outcome. */
const doneGraceMs = 3_000;
/** If the wall clock is this far ahead of the monotonic clock, the computer slept. */
const sleepJumpMs = 20_000;
/** Time for a connection to deliver bytes after a sleep. */
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
  private report: ((report: Report) => void) | undefined;
  private fail: ((error: Error) => void) | undefined;

  constructor(
    private readonly timeouts: StreamTimeouts,
    private readonly now: () => number,
  ) {}

  /** Whether the computer slept and no bytes have arrived since. */
  get hasSlept(): boolean {
    return this.sleptAt !== undefined;
  }

  /** Call before each step of the stream: the time since the last one belongs to the consumer and does not count. */
  start(): void {
    const tick = performance.now();
    this.sinceBytes = tick;
    if (this.timer !== undefined) return;
    this.sinceNews = tick;
    this.newsAt = this.now();
    this.lastTick = tick;
    this.lastWall = this.newsAt;
    this.timer = setInterval(() => this.check(), this.period());
  }

  /**
   * Waits for a step of the stream. Resolves to its result, to `false` when the grace period for `done` has elapsed, or to a
   * silence, after which the wait for the step goes on. Throws what the step throws, a {@link CozeError} after a timeout, and
   * an error after {@link dispose}.
   */
  async wait(step: Promise<boolean>): Promise<Report> {
    try {
      return await new Promise<Report>((resolve, reject) => {
        this.report = resolve;
        this.fail = reject;
        step.then(resolve, reject);
        if (this.isDisposed) this.dispose();
        else if (this.isGraceOver()) resolve(false);
      });
    } finally {
      this.report = undefined;
      this.fail = undefined;
    }
  }

  /** Sets the host that errors name. */
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

  /** Call for each event that advances the run. Returns true if it ends a reported silence. */
  onNews(): boolean {
    const hadNotice = this.hasSilenceNotice;
    this.hasSilenceNotice = false;
    this.sinceNews = this.sinceBytes;
    this.newsAt = 0;
    return hadNotice;
  }

  /** Call when only `done` is expected. */
  onOutcome(): void {
    this.outcomeAt ??= performance.now();
  }

  /** Stops the timer and makes a pending and any later wait throw. */
  dispose(): void {
    this.isDisposed = true;
    clearInterval(this.timer);
    this.fail?.(new Error('The stream was closed.'));
  }

  private check(): void {
    const tick = performance.now();
    const wall = this.now();
    const isLate = tick - this.lastTick > 2 * this.period();
    this.detectSleep(tick, wall);
    if (this.outcomeAt !== undefined) {
      if (this.isGraceOver()) this.report?.(false);
      return;
    }
    if (!this.report) return;
    const silentMs = tick - this.sinceBytes;
    const limitMs = this.hasHeaders ? this.timeouts.idleMs : this.timeouts.connectMs;
    const isOverdue = silentMs >= limitMs;
    // This process was busy or halted: bytes that have arrived meanwhile are read before the next check.
    if (isOverdue && isLate) return;
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

  /** Short enough for the shortest timeout, and at most a second. */
  private period(): number {
    const { connectMs, idleMs, silenceNoticeMs = defaultSilenceNoticeMs } = this.timeouts;
    return Math.max(5, Math.min(1_000, Math.min(connectMs, idleMs, silenceNoticeMs) / 5));
  }
}
