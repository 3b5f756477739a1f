/**
 * HTML of a block, as children of one element. Children are compared as strings, so that only those that have changed
 * are created again.
 */
export interface BlockHtml {
  /** HTML before and after the children. */
  readonly open: string;
  readonly close: string;
  /** Selector of the element that `open` leaves open for the children; empty if there is none. */
  readonly holder: string;
  /** HTML of one element each. */
  readonly children: readonly string[];
}

export const nothing: BlockHtml = { open: '', close: '', holder: '', children: [] };
