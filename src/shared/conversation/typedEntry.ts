/** Typed text that was not sent: the draft of a conversation, the unfinished form of a run, or an edited message. */
export interface TypedEntry {
  /** ID of the conversation, run or turn; empty for a conversation without events. */
  readonly id: string;
  /** Time of typing, in milliseconds since the epoch. The newest entry applies. */
  readonly at: number;
  /** JSON that only the view reads. */
  readonly value: string;
}
