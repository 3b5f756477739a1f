/** Typed text that was not sent: the draft of a conversation, or the unfinished form of a run. */
export interface TypedEntry {
  /** ID of the conversation or run; empty for a conversation without events. */
  readonly id: string;
  /** Time of typing, in milliseconds since the epoch. The newest entry applies. */
  readonly at: number;
  /** JSON that only the view reads. */
  readonly value: string;
}
