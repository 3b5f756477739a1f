import { openComment } from '../parse/blocks/comments';
import type { FenceMeta } from '../parse/blocks/fenceRule';
import { maxFormulaLength } from '../parse/inline/formula';
import { blank } from '../parse/blocks/math';
import type { Token } from '../parse/markdownIt';
import { parseStructure } from '../parse/parser';

/** A top-level block with the lines `[start, end)` it takes, blank ones after it not counted. */
export interface StructureBlock {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** Characters before it in its first line that belong to the block before it. */
  readonly column: number;
  /** First lines of the items of a list or the body rows of a table. */
  readonly parts: readonly number[];
  /** Number that an ordered list begins with. */
  readonly number: number | undefined;
  /** What a definition is referred to by. */
  readonly label: string | undefined;
  /** It begins as a paragraph does, so that it might belong to something before it. */
  readonly isLikeParagraph: boolean;
}

/** The top-level blocks of a text. `skipped` lines at its beginning are context only and get no numbers. */
export function structureOf(text: string, skipped: number): readonly StructureBlock[] {
  const blocks: StructureBlock[] = [];
  let parts: number[] = [];
  let rest = 0;
  for (const token of parseStructure(text)) {
    if (!token.map) continue;
    const [from, to] = token.map;
    const start = Math.max(0, from - skipped);
    if (token.level === 0) {
      parts = [];
      const { start: glued = rest, end = 0 } = (token.meta ?? {}) as FenceMeta;
      rest = end;
      const column = glued > 0 ? glued - text.lastIndexOf('\n', glued - 1) - 1 : 0;
      blocks.push({ ...blockOf(token, start, to - skipped, parts), column });
    } else if (isPart(token) && from >= skipped) parts.push(start);
  }
  return blocks;
}

function blockOf(
  token: Token,
  start: number,
  end: number,
  parts: readonly number[],
): Omit<StructureBlock, 'column'> {
  const { type } = token;
  const isSetext = type === 'heading_open' && !token.markup.startsWith('#');
  return {
    type,
    start,
    end,
    parts,
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
 * Tells before which lines a text may be cut for good. Two things look further ahead than to the next line: a formula
 * over several lines and a definition, whose title may be on the next line. Both end at a blank line at the latest, so a
 * line that may have begun one makes what may belong to it uncertain until then.
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

  /** What is before a line is settled, and tells nothing of what follows. Only ever goes on. */
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
