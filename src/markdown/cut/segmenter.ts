import { CutRule, structureOf, type StructureBlock } from './cuts';
import { nextFencePart, openFence, openFencePart, type Fence } from './fence';
import { certainLength, certainPrefix, Growth, isRow, partLength, partLines, readItems } from './growth';
import {
  countOf,
  detached,
  firstLines,
  isBlank,
  lineStartsOf,
  normalisedText,
  withOneLineBreak,
} from '../lines';
import { openBlocks, steadyTail } from './openEnd';
import type { Segment } from './segment';
import { headerIn, headerOf, plain, segmentOf, type Context } from './segmentContext';
import { SettledSegments } from './settledSegments';
import { hardEnd, Window, windowLength } from './window';

/** Most lines that one step reads. The parser fills the missing cells of a table with this many rows. */
const windowLines = 1_000;

/**
 * Cuts a growing text into segments. A segment is settled once later text cannot change it; the rest is the open end. The
 * cost of a step depends on the open end, which is bounded, and not on the length of the text.
 */
export class Segmenter {
  private tail = '';
  /** Where the last line of the tail starts, and the number of lines before it. */
  private line = 0;
  private lines = 0;
  /** `certainPrefix` of the last line. */
  private prefix = 0;
  private start = 0;
  private window = new Window();
  private hasReturn = false;
  /** No text has arrived yet: a byte order mark would be its first character. */
  private isEmpty = true;
  private context: Context = plain;
  private growth: Growth | undefined;
  private readonly settled = new SettledSegments();

  /** Appends text and returns the segments that it settles. */
  append(text: string): readonly Segment[] {
    const more = this.normalised(text);
    const begun = this.tail.length - this.line;
    this.tail += more;
    const lines = countOf(more, '\n');
    if (lines > 0) {
      this.lines += lines;
      this.line = this.tail.length - (more.length - more.lastIndexOf('\n') - 1);
    }
    const wasCertain = this.prefix > 0 && lines === 0;
    if (lines > 0 || begun < certainLength) {
      this.prefix = certainPrefix(this.tail.slice(this.line, this.line + certainLength));
    }
    if (lines > 0 || this.prefix > 0 !== wasCertain || this.isFull()) this.settle(false);
    return this.settled.take();
  }

  /** Ends the text and returns the remaining segments. */
  finish(): readonly Segment[] {
    if (this.hasReturn) this.tail += '\n';
    this.hasReturn = false;
    this.settle(true);
    return this.settled.take();
  }

  /** The open end as it looks now, without incomplete syntax. Later text may change all of it. */
  open(): readonly Segment[] {
    if (this.context.type === 'fence') {
      const { segment, rest } = openFencePart(this.context.fence, this.tail, this.start);
      return [segment, ...openBlocks(plain, this.tail.slice(rest), this.start + rest)];
    }
    const text = steadyTail(this.context, this.tail);
    if (this.growth?.isShown && this.tail.startsWith(text) && this.growth.covers(text)) {
      return [segmentOf(undefined, this.context, text, this.start, false)];
    }
    return openBlocks(this.context, this.tail, this.start);
  }

  private normalised(text: string): string {
    let whole = this.hasReturn ? `\r${text}` : text;
    this.hasReturn = whole.endsWith('\r');
    if (this.hasReturn) whole = whole.slice(0, -1);
    const isFirst = this.isEmpty;
    if (whole !== '') this.isEmpty = false;
    return detached(isFirst ? normalisedText(whole) : withOneLineBreak(whole));
  }

  private settle(isComplete: boolean): void {
    while (this.tail !== '' || (isComplete && this.context.type === 'fence')) {
      const context = this.context;
      const hasMoved =
        context.type === 'fence'
          ? this.settleFence(context.fence, isComplete)
          : this.settleBlocks(isComplete);
      if (!hasMoved) return;
    }
  }

  private settleFence(fence: Fence, isComplete: boolean): boolean {
    const part = nextFencePart(fence, this.tail, this.start, isComplete);
    if (!part) return false;
    this.settled.push(part.segment);
    this.consume(part.length);
    this.context = part.rest ? { type: 'fence', fence: part.rest } : plain;
    return true;
  }

  private isFull(): boolean {
    if (this.context.type === 'fence') return this.tail.length - this.line > windowLength / 2;
    return this.tail.length >= this.window.endIn(this.tail) || this.lines >= windowLines;
  }

  private settleBlocks(isComplete: boolean): boolean {
    const isFull = this.isFull();
    const window = isFull
      ? firstLines(this.tail.slice(0, this.window.endIn(this.tail)), windowLines)
      : this.tail;
    const isLast = isComplete && !isFull;
    const decided = window.lastIndexOf('\n') + 1 + (isFull ? 0 : this.prefix);
    const text = isLast ? window : window.slice(0, decided);
    if (!isFull && !isLast && (text === '' || this.growth?.covers(text))) return false;
    this.growth = undefined;
    const direct = isLast || text === '' ? undefined : this.cutDirectly(text);
    const cut = direct ?? (text === '' ? 0 : this.cutBlocks(text, isLast));
    if (cut > 0) {
      this.consume(cut);
      return true;
    }
    return isFull && this.cutHard(window);
  }

  /**
   * Fast path inside a long list or table: emits full parts as far as the beginning of each line identifies it as a row or an
   * item. Returns the length of the emitted parts, or `undefined` if a parse is needed.
   */
  private cutDirectly(text: string): number | undefined {
    const context = this.context;
    if (context.type !== 'table' && context.type !== 'list') return undefined;
    const read = context.type === 'table' ? readRow : readItems(text);
    let cut = 0;
    let lines = 0;
    let lastItem = 0;
    let isKnown = true;
    let number = context.type === 'list' ? context.number : undefined;
    for (let start = 0; start < text.length; lines++) {
      const end = text.indexOf('\n', start);
      const line = text.slice(start, end < 0 ? text.length : end);
      const kind = context.type === 'list' && isBlank(line) ? 'inside' : read(line);
      isKnown = kind !== undefined;
      if (!isKnown) break;
      if (kind === 'item') lastItem = start;
      if (kind === 'item' && start > 0) {
        if (number !== undefined) number++;
        if (lines >= partLines || start - cut >= partLength) {
          this.emitPart(text.slice(cut, start), cut, number);
          cut = start;
          lines = 0;
        }
      }
      start = end < 0 ? text.length : end + 1;
    }
    const type = context.type === 'table' ? 'table_open' : 'bullet_list_open';
    if (isKnown) this.growth = new Growth(type, text.slice(cut), lastItem - cut);
    return isKnown || cut > 0 ? cut : undefined;
  }

  /** Emits all settled blocks of `text` and returns their length. */
  private cutBlocks(text: string, isLast: boolean): number {
    const { header, headerLines } = headerIn(this.context);
    const blocks = structureOf(header + text, headerLines);
    const lineStarts = lineStartsOf(text);
    const lines = lineStarts.map((start, index) =>
      text.slice(start, (lineStarts[index + 1] ?? text.length + 1) - 1),
    );
    const rule = new CutRule(lines, lineStarts, text, isLast);
    const offset = (line: number): number => lineStarts[line] ?? text.length;
    let cut = 0;
    let rest: StructureBlock | undefined;
    for (const [index, block] of blocks.entries()) {
      if (block.type === 'fence') {
        const end = offset(block.start + 1);
        const line = (lines[block.start] ?? '').slice(block.column);
        this.context = { type: 'fence', fence: openFence(line, text.slice(cut, end)) };
        cut = this.cutFence(text, end);
        if (this.context !== plain || cut !== offset(block.end)) return cut;
        rule.startAt(block.end);
        continue;
      }
      cut = this.cutParts(block, text, cut, offset, rule);
      const next = blocks[index + 1];
      if (next && !rule.allows(next.start, next.isLikeParagraph)) return cut;
      if (!next && !isLast) {
        rest = block;
        break;
      }
      const end = next ? offset(next.start) + next.column : text.length;
      this.emit(block, text.slice(cut, end), cut);
      this.context = plain;
      cut = end;
    }
    if (isLast) return text.length;
    const lastItem = Math.max(0, offset(rest?.itemStarts.at(-1) ?? 0) - cut);
    this.growth = new Growth(rest?.type, text.slice(cut), lastItem);
    return cut;
  }

  /** Emits the settled parts of a fence whose first line of code is at `from`, and returns where they end. */
  private cutFence(text: string, from: number): number {
    let position = from;
    while (this.context.type === 'fence') {
      const part = nextFencePart(this.context.fence, text.slice(position), this.start + position, false);
      if (!part) break;
      this.settled.push(part.segment);
      this.context = part.rest ? { type: 'fence', fence: part.rest } : plain;
      position += part.length;
    }
    return position;
  }

  /** Emits full parts of a long list or table, and returns where they end. */
  private cutParts(
    block: StructureBlock,
    text: string,
    from: number,
    offset: (line: number) => number,
    rule: CutRule,
  ): number {
    let cut = from;
    let cutLine = block.start;
    let number = this.context.type === 'list' ? this.context.number : block.number;
    for (const [index, line] of block.itemStarts.entries()) {
      const position = offset(line);
      const isFull =
        line - cutLine >= partLines || position - Math.max(cut, offset(block.start)) >= partLength;
      if (isFull && index > 0 && rule.allows(line, false)) {
        const source = text.slice(cut, position);
        if (block.type === 'table_open' && this.context.type !== 'table') {
          this.emit(block, source, cut);
          this.context = { type: 'table', header: headerOf(source) };
        } else this.emitPart(source, cut, number);
        cut = position;
        cutLine = line;
      }
      if (number !== undefined) number++;
    }
    return cut;
  }

  /** Emits a part of a list or table that continues; `number` is that of the next item. */
  private emitPart(source: string, from: number, number: number | undefined): void {
    const isLoose = /\n[ \t]*\n$/.test(source);
    this.settled.push(segmentOf(undefined, this.context, source, this.start + from, isLoose));
    if (this.context.type !== 'table') this.context = { type: 'list', number };
  }

  /** Cuts a block that fills the whole window. */
  private cutHard(window: string): boolean {
    const length = hardEnd(window);
    this.settled.push({ type: 'markdown', source: window.slice(0, length), start: this.start });
    this.context = plain;
    this.growth = undefined;
    this.consume(length);
    return true;
  }

  private emit(block: StructureBlock, source: string, from: number): void {
    this.settled.push(segmentOf(block, this.context, source, this.start + from, false), block.label);
  }

  private consume(length: number): void {
    this.window = new Window();
    this.lines -= countOf(this.tail.slice(0, length), '\n');
    this.tail = this.tail.slice(length);
    this.start += length;
    if (length > this.line) this.prefix = certainPrefix(this.tail.slice(0, certainLength));
    this.line = Math.max(0, this.line - length);
  }
}

function readRow(line: string): 'item' | undefined {
  return isRow(line) ? 'item' : undefined;
}
