import type { TimelineSpan } from '../../shared/inspection/runInspection';

/** A pause between two events longer than this is shown, in milliseconds. */
const silenceMs = 1_000;
/** Most pauses that are shown: the longest ones. */
const maxSilences = 200;

/** The times without an event. The wait for the first event of a request is not one of them. */
export class Silences {
  longestMs: number | undefined;
  private lastMs: number | undefined;
  private long: TimelineSpan[] = [];

  /** An event was received; heartbeats do not count. */
  onEvent(offsetMs: number): void {
    this.onEnd(offsetMs);
    this.lastMs = offsetMs;
  }

  /** No event follows for this request. */
  onEnd(offsetMs: number): void {
    if (this.lastMs === undefined) return;
    const duration = offsetMs - this.lastMs;
    this.longestMs = Math.max(this.longestMs ?? 0, duration);
    if (duration > silenceMs) this.long.push({ kind: 'silence', fromMs: this.lastMs, toMs: offsetMs });
    if (this.long.length > maxSilences * 2) this.long = this.spans();
    this.lastMs = undefined;
  }

  spans(): TimelineSpan[] {
    return this.long.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs)).slice(0, maxSilences);
  }
}
