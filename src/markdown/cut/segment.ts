/**
 * A piece of a message that is parsed and shown on its own. Together the pieces are the whole text. Where they end
 * depends on the text only, never on how it arrived, so host and view, and any two streams of one text, agree.
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
  /** Number of the first item when this goes on with an ordered list. */
  readonly listNumber?: number;
  /** A part of a list with a blank line before the next part: its items keep the distance of paragraphs. */
  readonly isLoose?: boolean;
  /** A definition of a link or a comment: nothing to show. */
  readonly isHidden?: boolean;
  /** Normalised labels of definitions in it that no text so far refers to: these are shown as they were typed. */
  readonly unusedLabels?: readonly string[];
}

/** A top-level fence, or some lines of a long one. */
export interface CodeSegment extends Piece {
  readonly type: 'code';
  readonly code: string;
  readonly info: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** It ends within a line, which the next part goes on with. */
  readonly isCutInLine: boolean;
}

/** More rows of a long table. `header` is the two lines that the first part began with. */
export interface RowsSegment extends Piece {
  readonly type: 'rows';
  readonly header: string;
}
