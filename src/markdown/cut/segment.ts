/**
 * A piece of a message that is parsed and rendered independently. Concatenated, the segments are the whole text. Their
 * boundaries depend on the text only, not on how it arrived, so that host and view agree.
 */
export type Segment = MarkdownSegment | CodeSegment | RowsSegment;

interface Piece {
  readonly source: string;
  /** Offset in the normalised text, where every line break is one character. */
  readonly start: number;
}

/** Whole top-level blocks, or items of a long list. */
export interface MarkdownSegment extends Piece {
  readonly type: 'markdown';
  /** Number of the first item, if the segment continues an ordered list. */
  readonly listNumber?: number;
  /** A part of a list, with a blank line before the next part: its items are spaced like paragraphs. */
  readonly isLoose?: boolean;
  /** A link definition or a comment: nothing to show. */
  readonly isHidden?: boolean;
  /** Normalised labels of the definitions in it that no text so far refers to. These are shown as typed. */
  readonly unusedLabels?: readonly string[];
}

/** A top-level fence, or some lines of a long one. */
export interface CodeSegment extends Piece {
  readonly type: 'code';
  readonly code: string;
  readonly info: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** It ends within a line, which the next part continues. */
  readonly isCutInLine: boolean;
}

/** More rows of a long table. `header` is the header and the delimiter row of the table. */
export interface RowsSegment extends Piece {
  readonly type: 'rows';
  readonly header: string;
}
