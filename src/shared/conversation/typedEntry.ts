/** What was typed and not sent, as the view wrote it: the draft of a conversation or the half-filled form of a run. */
export interface TypedEntry {
  /** Id of the conversation or of the run; empty for a conversation that has not begun. */
  readonly id: string;
  /** When it was typed, in milliseconds since the epoch: the newest counts. */
  readonly at: number;
  /** JSON of the view's own. The host only keeps it. */
  readonly value: string;
}
