import type { ChatEvent } from '../../shared/conversation/chatEvent';
import type { Disposable } from '../../shared/emitter';

/** Consecutive events, numbered `from + 1 … from + events.length`. */
export interface Batch {
  readonly from: number;
  readonly events: readonly ChatEvent[];
}

/** Calls back once after a delay. Injected so that tests need no clock. */
export type Schedule = (callback: () => void, delayMs: number) => Disposable;

/** 20 messages per second: smooth to read, and fewer frames to render. */
export const pauseMs = 50;

/**
 * Batches numbered events. The first event after a pause is posted at once, so that the first word of an answer is not
 * delayed; events within {@link pauseMs} after it are posted together.
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

  /** Discards pending events: a snapshot contains them, or the page is hidden. */
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
