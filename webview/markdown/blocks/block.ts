/**
 * One row of the chat: a top-level piece of a message, small enough to lay out at once. A long list, table or fence is
 * several blocks. Blocks hold source text only; the element is made when asked for and may be given back at any time.
 */
export interface Block {
  /** Position in its message, from 0. Stays the same for as long as the block exists. */
  readonly id: number;
  /** Its content can no longer change while the message streams. Only definitions of links at the very end may. */
  readonly isFrozen: boolean;
  /** Grows whenever what the element shows has changed: a measured height of an older version may be wrong. */
  readonly version: number;
  /** Its Markdown, with every line break as one character. */
  readonly source: string;
  /** Offsets in the text of the message, with every line break counted as one character. */
  readonly sourceStart: number;
  readonly sourceEnd: number;
  /** Index of its first link and image, as `linksOf` and `imagesOf` of the whole message count them. */
  readonly linkBase: number;
  readonly imageBase: number;
  /** The same element until `release()`. It is kept up to date in place while it exists. */
  element(): HTMLElement;
  /** Forgets the element. Call when the row leaves the window. */
  release(): void;
  /** What a reader would select: for searching, without making the element. */
  plainText(): string;
  /** A guess in CSS pixels for a width, from the source alone. Off by less than a factor of two for usual text. */
  estimateHeight(width: number): number;
}
