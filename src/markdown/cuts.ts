import { blank, maxFormulaLength } from './math';
import type { Token } from './markdownIt';
import { parseStructure } from './parser';

/** A top-level block with the lines `[start, end)` it takes, blank ones after it not counted. */
export interface StructureBlock {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** First lines of the items of a list or the body rows of a table. */
  readonly parts: readonly number[];
  /** Number that an ordered list begins with. */
  readonly number: number | undefined;
  /** It begins as a paragraph does, so that it might belong to something before it. */
  readonly isLikeParagraph: boolean;
}

/** The top-level blocks of a text. `skipped` lines at its beginning are context only and get no numbers. */
export function structureOf(text: string, skipped: number): readonly StructureBlock[] {
  const blocks: StructureBlock[] = [];
  let parts: number[] = [];
  for (const token of parseStructure(text)) {
    if (!token.map) continue;
    const [from, to] = token.map;
    const start = Math.max(0, from - skipped);
    if (token.level === 0) {
      parts = [];
      blocks.push(blockOf(token, start, to - skipped, parts));
    } else if (isPart(token) && from >= skipped) parts.push(start);
  }
  return blocks;
}

function blockOf(token: Token, start: number, end: number, parts: readonly number[]): StructureBlock {
  const { type } = token;
  const isSetext = type === 'heading_open' && !token.markup.startsWith('#');
  return {
    type,
    start,
    end,
    parts,
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

/**
 * Tells before which lines a text may be cut for good. Two things look further ahead than to the next line: a formula
 * over several lines and the title of a definition. Both end at a blank line at the latest, so a line that may have
 * begun one makes what follows uncertain until then.
 */
export class CutRule {
  readonly #formula: number;
  readonly #definition: number;

  constructor(lines: readonly string[], lineStarts: readonly number[], length: number, isComplete: boolean) {
    const lastBlank = isComplete ? lines.length : lines.findLastIndex((line) => blank.test(line));
    const isOpen = (index: number): boolean => index > lastBlank;
    const isWithinReach = (index: number): boolean =>
      length - (lineStarts[index + 1] ?? length) <= maxFormulaLength;
    this.#formula = firstLine(
      lines,
      (line, index) => isOpen(index) && /\$\$|\\\[/.test(line) && isWithinReach(index),
    );
    this.#definition = firstLine(lines, (line, index) => isOpen(index) && line.includes(']:'));
  }

  allows(line: number, isLikeParagraph: boolean): boolean {
    return line <= this.#formula && !(isLikeParagraph && line > this.#definition);
  }
}

function firstLine(lines: readonly string[], test: (line: string, index: number) => boolean): number {
  const found = lines.findIndex(test);
  return found < 0 ? lines.length : found;
}
