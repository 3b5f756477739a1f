import type { ChatEvent } from '../../shared/conversation/chatEvent';
import type { Disposable } from '../../shared/emitter';

/** Events that follow one another: numbers `from + 1 … from + events.length`. */
export interface Batch {
  readonly from: number;
  readonly events: readonly ChatEvent[];
}

/** Runs a callback once after a while; injected so that a test needs no clock. */
export type Schedule = (callback: () => void, delayMs: number) => Disposable;

/** 20 messages a second: text comes as steadily as one can read, and a frame of the view is paid for less often. */
export const pauseMs = 50;

/**
 * Gathers numbered events into few messages. The first event after a pause goes at once, so the first word of an answer
 * never waits; what follows within {@link pauseMs} goes together.
 */
export class EventBatcher implements Disposable {
  private pending: ChatEvent[] = [];
  private pendingFrom = 0;
  private pause: Disposable | undefined;

  constructor(
    private readonly post: (batch: Batch) => void,
    private readonly schedule: Schedule,
  ) {}

  push(seq: number, event: ChatEvent): void {
    if (this.pending.length === 0) this.pendingFrom = seq - 1;
    this.pending.push(event);
    if (!this.pause) this.flush();
  }

  /** Forgets what is pending: a snapshot that holds it has been sent, or nobody looks. */
  clear(): void {
    this.pending = [];
    this.pause?.dispose();
    this.pause = undefined;
  }

  dispose(): void {
    this.clear();
  }

  private flush(): void {
    const batch = { from: this.pendingFrom, events: this.pending };
    this.pending = [];
    this.pause = this.schedule(() => {
      this.pause = undefined;
      if (this.pending.length > 0) this.flush();
    }, pauseMs);
    this.post(batch);
  }
}
