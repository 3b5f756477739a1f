import { CutRule, structureOf, type StructureBlock } from './cuts';
import { nextFencePart, openFence, openFencePart, wholeCharacters, type Fence } from './fence';
import { certainLength, certainPrefix, Growth, isRow, partLength, partLines, readItems } from './growth';
import {
  countOf,
  detached,
  firstLines,
  isBlank,
  lineStartsOf,
  normalisedText,
  withOneLineBreak,
} from './lines';
import { Labels } from './labels';
import { steadyLines } from './openLines';
import type { Segment } from './segment';
import { headerOf, isShown, plain, segmentOf, type Context } from './segmentContext';

/** Longest text that is looked at at once, and so the longest segment. Bounds the work of every step. */
const windowLength = 16_384;
/** The same for a line that is longer, as long as it is mostly words: a paragraph must not fall apart. */
const longLineLength = 65_536;
/** More marks than these in a window are not writing, and each may cost a search or become an element. */
const maxMarks = 3_200;
/** The same for lines. A table of so many rows is within the number of missing cells that the parser adds. */
const windowLines = 1_000;

/**
 * Cuts a growing text into segments. A segment is handed out once nothing that may follow can change it; what is left is
 * the open end. The work of a step depends on the open end, which is bounded, and not on the length of the text.
 */
export class Segmenter {
  #tail = '';
  /** Where the last line of the tail begins, and how many are before it. */
  #line = 0;
  #lines = 0;
  /** Characters of the last line that decide which block it belongs to, or 0. */
  #prefix = 0;
  #start = 0;
  /** So much of a long line is known to be mostly words, but for its last window. */
  #plain = windowLength;
  #hasReturn = false;
  /** No text has come yet: a byte order mark would be its first character. */
  #isEmpty = true;
  #context: Context = plain;
  #growth: Growth | undefined;
  #settled: Segment[] = [];
  readonly #labels = new Labels();

  /** Takes more text and gives the segments it has settled. */
  append(text: string): readonly Segment[] {
    const more = this.#normalised(text);
    const begun = this.#tail.length - this.#line;
    this.#tail += more;
    const lines = countOf(more, '\n');
    if (lines > 0) {
      this.#lines += lines;
      this.#line = this.#tail.length - (more.length - more.lastIndexOf('\n') - 1);
    }
    const wasCertain = this.#prefix > 0 && lines === 0;
    if (lines > 0 || begun < certainLength) {
      this.#prefix = certainPrefix(this.#tail.slice(this.#line, this.#line + certainLength));
    }
    if (lines > 0 || this.#prefix > 0 !== wasCertain || this.#isFull()) this.#settle(false);
    return this.#take();
  }

  /** There is no more text: gives the rest. */
  finish(): readonly Segment[] {
    if (this.#hasReturn) this.#tail += '\n';
    this.#hasReturn = false;
    this.#settle(true);
    return this.#take();
  }

  /** How the open end looks now, half-typed syntax made steady. Nothing of it is certain. */
  open(): readonly Segment[] {
    if (this.#context.type === 'fence') {
      const { segment, rest } = openFencePart(this.#context.fence, this.#tail, this.#start);
      return [segment, ...openBlocks(plain, this.#tail.slice(rest), this.#start + rest)];
    }
    const text = steadyTail(this.#context, this.#tail);
    if (this.#growth?.isShown && this.#tail.startsWith(text) && this.#growth.covers(text)) {
      return [segmentOf(undefined, this.#context, text, this.#start, false)];
    }
    return openBlocks(this.#context, this.#tail, this.#start);
  }

  #take(): readonly Segment[] {
    const settled = this.#settled;
    this.#settled = [];
    return settled;
  }

  #normalised(text: string): string {
    let whole = this.#hasReturn ? `\r${text}` : text;
    this.#hasReturn = whole.endsWith('\r');
    if (this.#hasReturn) whole = whole.slice(0, -1);
    const isFirst = this.#isEmpty;
    if (whole !== '') this.#isEmpty = false;
    return detached(isFirst ? normalisedText(whole) : withOneLineBreak(whole));
  }

  #settle(isComplete: boolean): void {
    while (this.#tail !== '' || (isComplete && this.#context.type === 'fence')) {
      const context = this.#context;
      const hasMoved =
        context.type === 'fence'
          ? this.#settleFence(context.fence, isComplete)
          : this.#settleBlocks(isComplete);
      if (!hasMoved) return;
    }
  }

  #settleFence(fence: Fence, isComplete: boolean): boolean {
    const part = nextFencePart(fence, this.#tail, this.#start, isComplete);
    if (!part) return false;
    this.#settled.push(part.segment);
    this.#consume(part.length);
    this.#context = part.rest ? { type: 'fence', fence: part.rest } : plain;
    return true;
  }

  /**
   * Where the window ends: the end of a long line, before too many marks, or the limit; `Infinity` while that has not come.
   * It depends on the beginning of the tail only.
   */
  #windowEnd(): number {
    if (this.#tail.length < windowLength) return windowLength;
    if (this.#tail.lastIndexOf('\n', windowLength - 1) >= windowLength / 2) return windowLength;
    for (; this.#plain < longLineLength; this.#plain += windowLength) {
      const end = this.#plain;
      if (marksIn(this.#tail.slice(end - windowLength, end)) > maxMarks) return end;
      const lineEnd = this.#tail.slice(end, end + windowLength).indexOf('\n');
      if (lineEnd >= 0) return end + lineEnd + 1;
      if (this.#tail.length < end + windowLength) return Infinity;
    }
    return longLineLength;
  }

  #isFull(): boolean {
    if (this.#context.type === 'fence') return this.#tail.length - this.#line > windowLength / 2;
    return this.#tail.length >= this.#windowEnd() || this.#lines >= windowLines;
  }

  #settleBlocks(isComplete: boolean): boolean {
    const isFull = this.#isFull();
    const window = isFull ? firstLines(this.#tail.slice(0, this.#windowEnd()), windowLines) : this.#tail;
    const isLast = isComplete && !isFull;
    const decided = window.lastIndexOf('\n') + 1 + (isFull ? 0 : this.#prefix);
    const text = isLast ? window : window.slice(0, decided);
    if (!isFull && !isLast && (text === '' || this.#growth?.covers(text))) return false;
    this.#growth = undefined;
    const direct = isLast || text === '' ? undefined : this.#cutDirectly(text);
    const cut = direct ?? (text === '' ? 0 : this.#cutBlocks(text, isLast));
    if (cut > 0) {
      this.#consume(cut);
      return true;
    }
    return isFull && this.#cutHard(window);
  }

  /**
   * Emits full parts of a table or list that goes on, as far as its rows and items are known by how they begin. Gives
   * `undefined` when nothing came of that.
   */
  #cutDirectly(text: string): number | undefined {
    const context = this.#context;
    if (context.type !== 'table' && context.type !== 'list') return undefined;
    const read = context.type === 'table' ? readRow : readItems(text);
    let cut = 0;
    let lines = 0;
    let lastPart = 0;
    let isKnown = true;
    let number = context.type === 'list' ? context.number : undefined;
    for (let start = 0; start < text.length; lines++) {
      const end = text.indexOf('\n', start);
      const line = text.slice(start, end < 0 ? text.length : end);
      const kind = context.type === 'list' && isBlank(line) ? 'inside' : read(line);
      isKnown = kind !== undefined;
      if (!isKnown) break;
      if (kind === 'item') lastPart = start;
      if (kind === 'item' && start > 0) {
        if (number !== undefined) number++;
        if (lines >= partLines || start - cut >= partLength) {
          this.#emitPart(text.slice(cut, start), cut, number);
          cut = start;
          lines = 0;
        }
      }
      start = end < 0 ? text.length : end + 1;
    }
    const type = context.type === 'table' ? 'table_open' : 'bullet_list_open';
    if (isKnown) this.#growth = new Growth(type, text.slice(cut), lastPart - cut);
    return isKnown || cut > 0 ? cut : undefined;
  }

  /** Emits every settled piece of `text` and gives how many characters they took. */
  #cutBlocks(text: string, isLast: boolean): number {
    const { header, headerLines } = headerIn(this.#context);
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
        this.#context = { type: 'fence', fence: openFence(line, text.slice(cut, end)) };
        cut = this.#cutFence(text, end);
        if (this.#context !== plain || cut !== offset(block.end)) return cut;
        rule.startAt(block.end);
        continue;
      }
      cut = this.#cutParts(block, text, cut, offset, rule);
      const next = blocks[index + 1];
      if (next && !rule.allows(next.start, next.isLikeParagraph)) return cut;
      if (!next && !isLast) {
        rest = block;
        break;
      }
      const end = next ? offset(next.start) + next.column : text.length;
      this.#emit(block, text.slice(cut, end), cut);
      this.#context = plain;
      cut = end;
    }
    if (isLast) return text.length;
    const lastPart = Math.max(0, offset(rest?.parts.at(-1) ?? 0) - cut);
    this.#growth = new Growth(rest?.type, text.slice(cut), lastPart);
    return cut;
  }

  /** Emits the parts of a fence that are certain, from the first line in it, and gives where its rest or what follows begins. */
  #cutFence(text: string, from: number): number {
    let position = from;
    while (this.#context.type === 'fence') {
      const part = nextFencePart(this.#context.fence, text.slice(position), this.#start + position, false);
      if (!part) break;
      this.#settled.push(part.segment);
      this.#context = part.rest ? { type: 'fence', fence: part.rest } : plain;
      position += part.length;
    }
    return position;
  }

  /** Emits full parts of a long list or table, and gives where its rest begins. */
  #cutParts(
    block: StructureBlock,
    text: string,
    from: number,
    offset: (line: number) => number,
    rule: CutRule,
  ): number {
    let cut = from;
    let cutLine = block.start;
    let number = this.#context.type === 'list' ? this.#context.number : block.number;
    for (const [index, line] of block.parts.entries()) {
      const position = offset(line);
      const isFull =
        line - cutLine >= partLines || position - Math.max(cut, offset(block.start)) >= partLength;
      if (isFull && index > 0 && rule.allows(line, false)) {
        const source = text.slice(cut, position);
        if (block.type === 'table_open' && this.#context.type !== 'table') {
          this.#emit(block, source, cut);
          this.#context = { type: 'table', header: headerOf(source) };
        } else this.#emitPart(source, cut, number);
        cut = position;
        cutLine = line;
      }
      if (number !== undefined) number++;
    }
    return cut;
  }

  /** Emits a part of a list or table that goes on; `number` is that of the item after it. */
  #emitPart(source: string, from: number, number: number | undefined): void {
    const isLoose = /\n[ \t]*\n$/.test(source);
    this.#push(segmentOf(undefined, this.#context, source, this.#start + from, isLoose));
    if (this.#context.type !== 'table') this.#context = { type: 'list', number };
  }

  /** Nothing in a full window is settled: one block is longer than a block may be, and is cut wherever it can be read on. */
  #cutHard(window: string): boolean {
    const line = window.lastIndexOf('\n') + 1;
    const space = window.lastIndexOf(' ') + 1;
    const half = window.length / 2;
    const length = line > half ? line : space > half ? space : wholeCharacters(window, window.length);
    this.#push({ type: 'markdown', source: window.slice(0, length), start: this.#start });
    this.#context = plain;
    this.#growth = undefined;
    this.#consume(length);
    return true;
  }

  #emit(block: StructureBlock, source: string, from: number): void {
    const segment = segmentOf(block, this.#context, source, this.#start + from, false);
    const isUnused = block.label !== undefined && !this.#labels.has(block.label);
    if (!isUnused || segment.type !== 'markdown') this.#push(segment);
    else this.#settled.push({ type: 'markdown', source, start: segment.start, isUnused });
  }

  #push(segment: Segment): void {
    this.#labels.note(segment);
    this.#settled.push(segment);
  }

  #consume(length: number): void {
    this.#plain = windowLength;
    this.#lines -= countOf(this.#tail.slice(0, length), '\n');
    this.#tail = this.#tail.slice(length);
    this.#start += length;
    if (length > this.#line) this.#prefix = certainPrefix(this.#tail.slice(0, certainLength));
    this.#line = Math.max(0, this.#line - length);
  }
}

function readRow(line: string): 'item' | undefined {
  return isRow(line) ? 'item' : undefined;
}

function marksIn(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) if (isMark.has(text.charCodeAt(index))) count++;
  return count;
}

/** The blocks of an open end as they look now. */
function openBlocks(context: Context, tail: string, start: number): readonly Segment[] {
  const { header, headerLines } = headerIn(context);
  const text = steadyTail(context, tail);
  if (text.trim() === '') return [];
  const lineStarts = lineStartsOf(text);
  const blocks = structureOf(header + text, headerLines).filter(isShown);
  const startOf = (block: StructureBlock): number => (lineStarts[block.start] ?? text.length) + block.column;
  return blocks.map((block, index) => {
    const next = blocks[index + 1];
    const from = index === 0 ? 0 : startOf(block);
    const to = next ? startOf(next) : text.length;
    return segmentOf(block, index === 0 ? context : plain, text.slice(from, to), start + from, false);
  });
}

function steadyTail(context: Context, tail: string): string {
  const { header } = headerIn(context);
  return steadyLines(header + tail).slice(header.length);
}

function headerIn(context: Context): { readonly header: string; readonly headerLines: number } {
  return context.type === 'table'
    ? { header: context.header, headerLines: 2 }
    : { header: '', headerLines: 0 };
}

const isMark: ReadonlySet<number> = new Set(
  Array.from('*_`[]()\\$<!|~&:>#"+-=\0', (one) => one.charCodeAt(0)),
);
