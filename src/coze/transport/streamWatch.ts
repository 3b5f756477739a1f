/** How long a run may be silent. */
export interface StreamTimeouts {
  /** From the request to the headers of the reply. */
  readonly connectMs: number;
  /** Between two chunks of the body. Must stay under the 300 s after which the platform itself gives up. */
  readonly idleMs: number;
  /** After this long without news a run says so. */
  readonly silenceNoticeMs?: number;
}

/** What the watch has to say; `late` ends the run. */
export type WatchVerdict =
  | { readonly type: 'silence'; readonly since: number }
  | { readonly type: 'tailOver' }
  | {
      readonly type: 'late';
      readonly reason: 'responseTimeout' | 'idleTimeout' | 'computerSlept';
      readonly params: Readonly<Record<string, string>>;
    };

const defaultSilenceNoticeMs = 30_000;
/** How long `done` may follow the outcome. */
export const tailMs = 3_000;
/** A wall clock that runs ahead of the timers by this much was a sleep of the computer. */
const sleepJumpMs = 20_000;
/** A connection that outlived a sleep proves it within this time. */
const afterSleepMs = 10_000;

/**
 * All clocks of one run on one timer, so that a chunk costs no timer. Durations come from the monotonic clock, which
 * stands still while the computer sleeps; the wall clock is only compared with it, and names the beginning of a silence.
 */
export class StreamWatch {
  private timer: ReturnType<typeof setInterval> | undefined;
  private hasHeaders = false;
  private hasNotice = false;
  private isWaiting = false;
  private sinceBytes = 0;
  private sinceNews = 0;
  private newsAt = 0;
  private outcomeAt: number | undefined;
  private sleptAt: number | undefined;
  private lastTick = 0;
  private lastWall = 0;

  constructor(
    private readonly timeouts: StreamTimeouts,
    private readonly now: () => number,
    private readonly onVerdict: (verdict: WatchVerdict) => void,
  ) {}

  /** Whether the computer slept during this run and nothing has come since. */
  get hasSlept(): boolean {
    return this.sleptAt !== undefined;
  }

  /** A step of the reader begins: from here its silence counts. The time a slow consumer took does not. */
  start(): void {
    const tick = performance.now();
    this.isWaiting = true;
    this.sinceBytes = tick;
    if (this.timer !== undefined) return;
    this.sinceNews = tick;
    this.newsAt = this.now();
    this.lastTick = tick;
    this.lastWall = this.newsAt;
    this.timer = setInterval(() => {
      this.check();
    }, this.period());
  }

  /** The step is over: until the next one the service owes nothing. */
  pause(): void {
    this.isWaiting = false;
  }

  onHeaders(): void {
    this.hasHeaders = true;
    this.onBytes();
  }

  onBytes(): void {
    this.sinceBytes = performance.now();
    this.sleptAt = undefined;
  }

  /** Something that moves the run. True when it ends a silence that was announced. */
  onNews(): boolean {
    const hadNotice = this.hasNotice;
    this.hasNotice = false;
    this.sinceNews = this.sinceBytes;
    this.newsAt = 0;
    return hadNotice;
  }

  /** The service has said how the run ended; `done` may still come. */
  onOutcome(): void {
    this.outcomeAt ??= performance.now();
  }

  dispose(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private check(): void {
    const tick = performance.now();
    const wall = this.now();
    this.noticeSleep(tick, wall);
    const silentMs = tick - this.sinceBytes;
    if (this.outcomeAt !== undefined) {
      if (tick - this.outcomeAt >= tailMs) this.onVerdict({ type: 'tailOver' });
      return;
    }
    if (!this.isWaiting) return;
    const limitMs = this.hasHeaders ? this.timeouts.idleMs : this.timeouts.connectMs;
    const isOverdue = silentMs >= limitMs;
    if (this.sleptAt !== undefined && (isOverdue || tick - this.sleptAt >= afterSleepMs)) {
      this.late('computerSlept', silentMs);
    } else if (isOverdue) {
      this.late(this.hasHeaders ? 'idleTimeout' : 'responseTimeout', limitMs);
    } else {
      this.noticeSilence(tick, wall);
    }
  }

  private noticeSilence(tick: number, wall: number): void {
    const quietMs = tick - this.sinceNews;
    if (this.hasNotice || quietMs < (this.timeouts.silenceNoticeMs ?? defaultSilenceNoticeMs)) return;
    this.hasNotice = true;
    this.onVerdict({ type: 'silence', since: this.newsAt || Math.round(wall - quietMs) });
  }

  private noticeSleep(tick: number, wall: number): void {
    const jump = wall - this.lastWall - (tick - this.lastTick);
    this.lastTick = tick;
    this.lastWall = wall;
    if (jump >= sleepJumpMs) this.sleptAt = tick;
  }

  private late(reason: 'responseTimeout' | 'idleTimeout' | 'computerSlept', afterMs: number): void {
    this.onVerdict({ type: 'late', reason, params: { seconds: String(Math.round(afterMs / 1_000)) } });
  }

  /** Fine enough for the shortest limit, a second at most. */
  private period(): number {
    const { connectMs, idleMs, silenceNoticeMs = defaultSilenceNoticeMs } = this.timeouts;
    return Math.max(5, Math.min(1_000, Math.min(connectMs, idleMs, silenceNoticeMs) / 5));
  }
}
