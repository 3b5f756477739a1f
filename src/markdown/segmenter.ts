import { CutRule, structureOf, type StructureBlock } from './cuts';
import { nextFencePart, openFence, openFencePart, wholeCharacters, type Fence } from './fence';
import { steadyLines } from './openLines';
import type { Segment } from './segment';

/** Longest text that is looked at at once, and so the longest segment. Bounds the work of every step. */
const windowLength = 16_384;
/** A list or table is cut after this many lines or characters, at the next item or row. */
const partLines = 40;
const partLength = 4_096;

type Context =
  | { readonly type: 'blocks' }
  | { readonly type: 'fence'; readonly fence: Fence }
  | { readonly type: 'list'; readonly number: number | undefined }
  | { readonly type: 'table'; readonly header: string };

const plain: Context = { type: 'blocks' };

/**
 * Cuts a growing text into segments. A segment is handed out once nothing that may follow can change it; what is left is
 * the open end. The work of a step depends on the open end, which is bounded, and not on the length of the text.
 */
export class Segmenter {
  #tail = '';
  #start = 0;
  #hasReturn = false;
  #context: Context = plain;
  #settled: Segment[] = [];

  /** Takes more text and gives the segments it has settled. */
  append(text: string): readonly Segment[] {
    const more = this.#normalised(text);
    this.#tail += more;
    if (more.includes('\n') || this.#tail.length > windowLength / 2) this.#settle(false);
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
      return [openFencePart(this.#context.fence, this.#tail, this.#start)];
    }
    const { header, headerLines } = this.#header();
    const text = steadyLines(header + this.#tail).slice(header.length);
    if (text.trim() === '') return [];
    const lineStarts = lineStartsOf(text);
    const blocks = structureOf(header + text, headerLines).filter(isShown);
    return blocks.map((block, index) => {
      const next = blocks[index + 1];
      const from = index === 0 ? 0 : (lineStarts[block.start] ?? 0);
      const to = next ? (lineStarts[next.start] ?? text.length) : text.length;
      const context = index === 0 ? this.#context : plain;
      return segmentOf(block, context, text.slice(from, to), this.#start + from, false);
    });
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
    return detached(whole.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd'));
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

  #settleBlocks(isComplete: boolean): boolean {
    const isFull = this.#tail.length >= windowLength;
    const window = isFull ? this.#tail.slice(0, windowLength) : this.#tail;
    const isLast = isComplete && !isFull;
    const text = isLast ? window : window.slice(0, window.lastIndexOf('\n') + 1);
    const cut = text === '' ? 0 : this.#cutBlocks(text, isLast);
    if (cut > 0) {
      this.#consume(cut);
      return true;
    }
    return isFull && this.#cutHard(window);
  }

  /** Emits every settled piece of `text`, which has whole lines only, and gives how many characters they took. */
  #cutBlocks(text: string, isLast: boolean): number {
    const { header, headerLines } = this.#header();
    const blocks = structureOf(header + text, headerLines);
    const lineStarts = lineStartsOf(text);
    const lines = lineStarts.map((start, index) =>
      text.slice(start, (lineStarts[index + 1] ?? text.length + 1) - 1),
    );
    const rule = new CutRule(lines, lineStarts, text.length, isLast);
    const offset = (line: number): number => lineStarts[line] ?? text.length;
    let cut = 0;
    for (const [index, block] of blocks.entries()) {
      if (block.type === 'fence') {
        const end = offset(block.start + 1);
        this.#context = { type: 'fence', fence: openFence(lines[block.start] ?? '', text.slice(cut, end)) };
        return end;
      }
      cut = this.#cutParts(block, text, cut, offset, rule);
      const next = blocks[index + 1];
      if (next ? !rule.allows(next.start, next.isLikeParagraph) : !isLast) return cut;
      const end = next ? offset(next.start) : text.length;
      this.#emit(block, text.slice(cut, end), cut);
      this.#context = plain;
      cut = end;
    }
    return isLast ? text.length : cut;
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
        this.#emit(block, source, cut, /\n[ \t]*\n$/.test(source));
        this.#context =
          block.type === 'table_open'
            ? { type: 'table', header: this.#headerOf(source) }
            : { type: 'list', number };
        cut = position;
        cutLine = line;
      }
      if (number !== undefined) number++;
    }
    return cut;
  }

  #headerOf(source: string): string {
    if (this.#context.type === 'table') return this.#context.header;
    return /^(?:[ \t]*\n)*((?:[^\n]*\n){2})/.exec(source)?.[1] ?? '';
  }

  /** Nothing in a full window is settled: one block is longer than a block may be, and is cut wherever it can be read on. */
  #cutHard(window: string): boolean {
    const line = window.lastIndexOf('\n') + 1;
    const space = window.lastIndexOf(' ') + 1;
    const half = windowLength / 2;
    const length = line > half ? line : space > half ? space : wholeCharacters(window, windowLength);
    this.#settled.push({ type: 'markdown', source: window.slice(0, length), start: this.#start });
    this.#context = plain;
    this.#consume(length);
    return true;
  }

  #header(): { readonly header: string; readonly headerLines: number } {
    return this.#context.type === 'table'
      ? { header: this.#context.header, headerLines: 2 }
      : { header: '', headerLines: 0 };
  }

  #emit(block: StructureBlock, source: string, from: number, isLoose = false): void {
    this.#settled.push(segmentOf(block, this.#context, source, this.#start + from, isLoose));
  }

  #consume(length: number): void {
    this.#tail = this.#tail.slice(length);
    this.#start += length;
  }
}

function segmentOf(
  block: StructureBlock,
  context: Context,
  source: string,
  start: number,
  isLoose: boolean,
): Segment {
  if (context.type === 'table') return { type: 'rows', source, start, header: context.header };
  return {
    type: 'markdown',
    source,
    start,
    ...(context.type === 'list' && context.number !== undefined && { listNumber: context.number }),
    ...(isLoose && { isLoose }),
    ...(!isShown(block) && { isDefinition: true }),
  };
}

/**
 * A small piece of a text as a string of its own. Engines keep the whole text alive for a slice of it, and a streamed
 * text is another one each time: every segment would hold a copy of all that was before.
 */
function detached(text: string): string {
  return text.length < windowLength ? ` ${text}`.slice(1) : text;
}

function isShown(block: StructureBlock): boolean {
  return block.type !== 'reference_definition';
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0 && end + 1 < text.length; end = text.indexOf('\n', end + 1)) {
    starts.push(end + 1);
  }
  return starts;
}
