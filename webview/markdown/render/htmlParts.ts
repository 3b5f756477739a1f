/**
 * HTML of a block, in pieces that can be compared as strings. The pieces are children of one element, so a block that
 * grew is brought up to date by making its last child again instead of all of them.
 */
export interface HtmlParts {
  /** HTML before and after the children. */
  readonly open: string;
  readonly close: string;
  /** Selector of the element that `open` leaves open for the children; empty when `open` is. */
  readonly holder: string;
  /** Each is one element. */
  readonly children: readonly string[];
}

export const nothing: HtmlParts = { open: '', close: '', holder: '', children: [] };
