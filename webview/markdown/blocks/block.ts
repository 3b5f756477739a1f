/**
 * One row of the chat: a top-level piece of a message, small enough to be laid out at once. A long list, table or fence
 * is several blocks. A block keeps source text only; its element is created on request and can be released at any time.
 */
export interface Block {
  /** Index in its message, from 0. Never changes. */
  readonly id: number;
  /**
   * Whether its content is final while the message streams. Only link definitions at the very end can still change it.
   */
  readonly isFrozen: boolean;
  /** Incremented whenever the element changes: a height measured for an older version may be wrong. */
  readonly version: number;
  /** Its Markdown, with line breaks normalised to `\n`. */
  readonly source: string;
  /** Offsets in the text of the message, with line breaks normalised to one character. */
  readonly sourceStart: number;
  readonly sourceEnd: number;
  /** Index of its first link and image in `linksOf` and `imagesOf` of the whole message. */
  readonly linkBase: number;
  readonly imageBase: number;
  /** Returns the same element until `release()`, and keeps it up to date. */
  element(): HTMLElement;
  /** Releases the element. Call when the row is unmounted. */
  release(): void;
  /** The text without markup, for searching, without creating the element. */
  plainText(): string;
  /** Estimates the height in CSS pixels for a width. Accurate within a factor of two for usual text. */
  estimateHeight(width: number): number;
}
