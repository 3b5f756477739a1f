/** The texts of rendered Markdown, in the language of the view. */
export interface MarkdownText {
  readonly copy: string;
  readonly insertAtCursor: string;
  readonly applyToSelection: string;
  readonly wrapLines: string;
  /** Accessible name of a table. */
  readonly table: string;
  /** Shown for a fence without a language. */
  readonly code: string;
  /** Accessible names of done and open items of a task list. */
  readonly taskDone: string;
  readonly taskOpen: string;
  /** Actions of an image that is shown. */
  readonly saveAs: string;
  readonly openInEditor: string;
  readonly loadImageFrom: (host: string) => string;
}
