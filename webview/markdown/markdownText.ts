/** The words that rendered Markdown needs, in the reader's language. */
export interface MarkdownText {
  readonly copy: string;
  readonly insertAtCursor: string;
  readonly wrapLines: string;
  /** Name of a table, for screen readers. */
  readonly table: string;
  /** For a fence without language. */
  readonly code: string;
  /** For `done` and open items of a task list. */
  readonly taskDone: string;
  readonly taskOpen: string;
  readonly loadImageFrom: (host: string) => string;
}
