import { openComment } from '../parse/blocks/comments';
import type { FenceMeta } from '../parse/blocks/fenceRule';
import { maxFormulaLength } from '../parse/inline/formula';
import { blank } from '../parse/blocks/math';
import type { Token } from '../parse/markdownIt';
import { parseStructure } from '../parse/parser';

/** A top-level block. Its lines are `[start, end)`, without blank lines after it. */
export interface StructureBlock {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** Length of the text in its first line that belongs to the previous block. */
  readonly column: number;
  /** The first line of each item of a list, or of each body row of a table. */
  readonly itemStarts: readonly number[];
  /** First number of an ordered list. */
  readonly number: number | undefined;
  /** Normalised label of a link definition. */
  readonly label: string | undefined;
  /** It starts like a paragraph, so that it might belong to the previous block. */
  readonly isLikeParagraph: boolean;
}

/** The top-level blocks of a text. Lines are counted after the first `skipped` lines, which are context only. */
export function structureOf(text: string, skipped: number): readonly StructureBlock[] {
  const blocks: StructureBlock[] = [];
  let itemStarts: number[] = [];
  let rest = 0;
  for (const token of parseStructure(text)) {
    if (!token.map) continue;
    const [from, to] = token.map;
    const start = Math.max(0, from - skipped);
    if (token.level === 0) {
      itemStarts = [];
      const { start: glued = rest, end = 0 } = (token.meta ?? {}) as FenceMeta;
      rest = end;
      const column = glued > 0 ? glued - text.lastIndexOf('\n', glued - 1) - 1 : 0;
      blocks.push({ ...blockOf(token, start, to - skipped, itemStarts), column });
    } else if (isPart(token) && from >= skipped) itemStarts.push(start);
  }
  return blocks;
}

function blockOf(
  token: Token,
  start: number,
  end: number,
  itemStarts: readonly number[],
): Omit<StructureBlock, 'column'> {
  const { type } = token;
  const isSetext = type === 'heading_open' && !token.markup.startsWith('#');
  return {
    type,
    start,
    end,
    itemStarts,
    label: (token.meta as { label?: string } | null)?.label,
    number: type === 'ordered_list_open' ? Number(token.attrGet('start') ?? 1) : undefined,
    isLikeParagraph:
      isSetext || type === 'paragraph_open' || type === 'code_block' || type === 'reference_definition',
  };
}

function isPart(token: Token): boolean {
  return (
    (token.type === 'list_item_open' && token.level === 1) || (token.type === 'tr_open' && token.level === 2)
  );
}

const titleStart = /^[\s>]*["'(]/;

/**
 * Decides before which lines an incomplete text may be cut. Three constructs reach beyond the next line: a formula and a
 * definition, which end at a blank line at the latest, and a comment, which ends within `maxCommentLength` characters. No cut
 * is allowed after a line that may have started one that is still open.
 */
export class CutRule {
  private readonly mayBeginFormula: (line: string, index: number) => boolean;
  private readonly firstOpen: number;
  private readonly text: string;
  private readonly starts: readonly number[];
  private readonly isComplete: boolean;
  private comment = -1;
  private formula = -1;
  private definition = -1;

  constructor(
    readonly lines: readonly string[],
    lineStarts: readonly number[],
    text: string,
    isComplete: boolean,
  ) {
    const { length } = text;
    this.text = text;
    this.starts = lineStarts;
    this.isComplete = isComplete;
    this.firstOpen = isComplete ? lines.length : lines.findLastIndex((line) => blank.test(line)) + 1;
    this.mayBeginFormula = (line, index) =>
      /\$\$|\\\[/.test(line) && length - (lineStarts[index + 1] ?? length) <= maxFormulaLength;
    this.startAt(0);
  }

  /** Marks everything before `line` as settled. `line` must not decrease. */
  startAt(line: number): void {
    if (this.comment < line) this.comment = this.commentLine(line);
    const from = Math.max(line, this.firstOpen);
    if (this.formula < from) this.formula = this.firstLine(from, this.mayBeginFormula);
    if (this.definition < from) {
      this.definition = this.firstLine(from, (text) => text.includes(']:'));
    }
  }

  allows(line: number, isLikeParagraph: boolean): boolean {
    if (line > this.formula || line > this.comment) return false;
    return !(isLikeParagraph && line > this.definition && titleStart.test(this.lines[line] ?? ''));
  }

  private commentLine(from: number): number {
    const start = this.isComplete ? -1 : openComment(this.text, this.starts[from] ?? this.text.length);
    return start < 0 ? this.lines.length : this.starts.findLastIndex((one) => one <= start);
  }

  private firstLine(from: number, test: (line: string, index: number) => boolean): number {
    for (let index = from; index < this.lines.length; index++) {
      if (test(this.lines[index] ?? '', index)) return index;
    }
    return this.lines.length;
  }
}
