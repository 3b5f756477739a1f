import { normalisedText } from '../../../src/markdown/lines';
import { mayHaveTargets, targetsOfSegment } from '../../../src/markdown/links';
import { emptyEnvironment, type ParseEnvironment, type References } from '../../../src/markdown/parse/parser';
import type { Segment } from '../../../src/markdown/cut/segment';
import { Segmenter } from '../../../src/markdown/cut/segmenter';
import type { Block } from './block';
import { noCounts, sum, type Counts } from './counts';
import { FormulaBudget } from '../render/formulaBudget';
import type { MarkdownText } from '../markdownText';
import { MessageBlock, type BlockOwner, type BlockState } from './messageBlock';

export interface StreamingMarkdownOptions {
  readonly text: MarkdownText;
  /** Whether links and images can be clicked; otherwise they are shown as text. The default is true. */
  readonly hasLinks?: boolean;
  /**
   * Called after the element of a block has changed because a part of the view was loaded. Its height may have changed.
   */
  readonly onDidChange?: (block: Block) => void;
}

/**
 * One message as blocks, during and after streaming. Blocks before the open end are frozen: they never change again and
 * cost nothing. The cost of an update depends on the new text only, whatever the length of the message. A streamed
 * message renders exactly like the same text given at once.
 */
export class StreamingMarkdown implements BlockOwner {
  readonly text: MarkdownText;
  readonly hasLinks: boolean;
  readonly formulas = new FormulaBudget();
  private readonly onDidChange: ((block: Block) => void) | undefined;
  private readonly messageBlocks: MessageBlock[] = [];
  private readonly images = new Map<number, string>();
  private readonly imageNotes = new Map<number, string>();
  private readonly wrapped = new Set<number>();
  private segmenter = new Segmenter();
  private length = 0;
  private end = '';
  private isComplete = false;
  private frozen = 0;
  /** Counts before each block, as far as they are computed. */
  private knownCounts: Counts[] = [];
  private definitions: (readonly [string, References[string]])[] = [];
  private environment = emptyEnvironment(true);

  constructor(options: StreamingMarkdownOptions) {
    this.text = options.text;
    this.hasLinks = options.hasLinks ?? true;
    this.onDidChange = options.onDidChange;
  }

  /**
   * The blocks of the message. The array remains the same object; blocks at the open end may be added, changed and
   * removed.
   */
  get blocks(): readonly Block[] {
    return this.messageBlocks;
  }

  /**
   * Sets the whole text. A text that does not continue the last one is rendered from the start, and blocks that are
   * equal keep their elements. `isComplete` freezes the open end.
   */
  update(text: string, isComplete: boolean): void {
    const goesOn =
      text.length >= this.length &&
      text.startsWith(this.end, this.length - this.end.length) &&
      (!isComplete || this.matches(text)) &&
      (!this.isComplete || (isComplete && text.length === this.length));
    if (!goesOn) this.restart();
    if (this.isComplete) return;
    this.take(text.slice(this.length));
    if (isComplete) this.complete();
    else this.show(this.segmenter.open());
  }

  /** Appends text, like `update` with the whole text, without reading the text before it. */
  append(delta: string): void {
    if (this.isComplete) return;
    this.take(delta);
    this.show(this.segmenter.open());
  }

  /** Returns the source of the n-th code block of the message, or an empty string. */
  codeAt(index: number): string {
    let at = this.messageBlocks.findIndex((block) => {
      const before = this.countsBefore(block).codes;
      return before <= index && index < before + block.counts().codes;
    });
    const first = this.messageBlocks[at];
    if (!first) return '';
    let code = first.codeAt(index - this.countsBefore(first).codes) ?? '';
    for (
      let block: MessageBlock | undefined = first;
      block?.segment.type === 'code' && !block.segment.isLast;
    ) {
      const separator = block.segment.isCutInLine ? '' : '\n';
      block = this.messageBlocks[++at];
      if (block?.segment.type === 'code') code += separator + block.segment.code;
    }
    return code;
  }

  /** Toggles wrapping of long lines in the n-th code block. */
  toggleWrap(index: number): void {
    if (!this.wrapped.delete(index)) this.wrapped.add(index);
    for (const block of this.messageBlocks) {
      const before = this.countsBefore(block).codes;
      const end = before + block.counts().codes;
      const isPart = block.segment.type === 'code' && !block.segment.isFirst && before - 1 === index;
      if (isPart || (before <= index && index < end)) block.refresh();
    }
  }

  /**
   * Shows the n-th image in place of its button. `url` is a `blob:` or `data:` URL of bytes that the host has checked;
   * others are ignored.
   */
  showImage(index: number, url: string): void {
    if (!/^(?:blob:|data:image\/)/.test(url)) return;
    this.images.set(index, url);
    this.decorateImage(index);
  }

  /** Shows a status in the button of the n-th image: that it is being loaded, or why it is not shown. */
  noteImage(index: number, words: string): void {
    this.imageNotes.set(index, words);
    this.decorateImage(index);
  }

  environmentFor(block: MessageBlock): ParseEnvironment {
    if (!block.isFrozen || block.definitions === this.definitions.length) return this.environment;
    const environment = emptyEnvironment(true);
    for (const [label, definition] of this.definitions.slice(0, block.definitions)) {
      environment.references[label] = definition;
    }
    return environment;
  }

  countsBefore(block: MessageBlock): Counts {
    for (let id = this.knownCounts.length; id <= block.id; id++) {
      const previous = this.messageBlocks[id - 1];
      this.knownCounts.push(
        previous ? sum(this.knownCounts[id - 1] ?? noCounts, previous.counts()) : noCounts,
      );
    }
    return this.knownCounts[block.id] ?? noCounts;
  }

  isWrapped(codeIndex: number): boolean {
    return this.wrapped.has(codeIndex);
  }

  decorate(root: HTMLElement): void {
    if (this.images.size + this.imageNotes.size === 0) return;
    for (const button of root.querySelectorAll<HTMLElement>('button[data-action="loadImage"]')) {
      const index = Number(button.dataset['index']);
      const url = this.images.get(index);
      const words = this.imageNotes.get(index);
      if (url === undefined) {
        if (words !== undefined) noteIn(button, words);
        continue;
      }
      const image = document.createElement('img');
      image.className = 'md-loaded-image';
      image.alt = button.querySelector('.md-image-words')?.textContent ?? '';
      image.src = url;
      button.replaceWith(image, this.imageActions(index));
    }
  }

  private imageActions(index: number): HTMLElement {
    const actions = document.createElement('span');
    actions.className = 'md-image-actions';
    const { saveAs, openInEditor } = this.text;
    for (const [action, words] of [
      ['saveImage', saveAs],
      ['openImage', openInEditor],
    ] as const) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'link';
      button.dataset['action'] = action;
      button.dataset['index'] = String(index);
      button.textContent = words;
      actions.append(button);
    }
    return actions;
  }

  private decorateImage(index: number): void {
    for (const block of this.messageBlocks) {
      const before = this.countsBefore(block).images;
      if (index < before || index >= before + block.counts().images) continue;
      block.version++;
      if (block.hasElement) this.decorate(block.element());
    }
  }

  didChange(block: MessageBlock): void {
    this.onDidChange?.(block);
  }

  private take(delta: string): void {
    this.length += delta.length;
    this.end = (this.end + delta.slice(-probeLength)).slice(-probeLength);
    this.freeze(this.segmenter.append(delta));
  }

  private complete(): void {
    this.environment.isIncomplete = false;
    this.freeze(this.segmenter.finish());
    this.show([]);
    this.isComplete = true;
    const all = this.definitions.length;
    const first = this.messageBlocks.findIndex(
      ({ definitions, source }) => definitions !== all || source.includes(']['),
    );
    if (first < 0) return;
    this.knownCounts.length = Math.min(this.knownCounts.length, first + 1);
    // A new link in one block changes the indexes of all links after it.
    for (const block of this.messageBlocks.slice(first)) {
      if (!mayHaveTargets(block.segment.source)) continue;
      block.definitions = all;
      block.refresh();
    }
  }

  private freeze(segments: readonly Segment[]): void {
    for (const segment of segments) {
      this.define(segment);
      if (segment.type === 'markdown' && segment.isHidden) continue;
      this.put(this.frozen++, segment, 'frozen');
    }
  }

  private show(segments: readonly Segment[]): void {
    const last = segments.length - 1;
    for (const [index, segment] of segments.entries()) {
      this.put(this.frozen + index, segment, index === last ? 'end' : 'open');
    }
    const length = this.frozen + segments.length;
    for (const block of this.messageBlocks.slice(length)) block.release();
    this.messageBlocks.length = length;
    this.knownCounts.length = Math.min(this.knownCounts.length, length);
  }

  private put(id: number, segment: Segment, state: BlockState): void {
    this.knownCounts.length = Math.min(this.knownCounts.length, id + 1);
    const block = this.messageBlocks[id] ?? new MessageBlock(id, segment, this);
    this.messageBlocks[id] = block;
    block.set(segment, state, this.definitions.length);
  }

  /** Collects the link definitions of a segment. The first definition of a label wins. */
  private define(segment: Segment): void {
    if (segment.type === 'code' || !segment.source.includes(']:')) return;
    const found = { references: Object.create(this.environment.references) as References };
    targetsOfSegment(segment, found);
    for (const [label, definition] of Object.entries(found.references)) {
      this.environment.references[label] = definition;
      this.definitions.push([label, definition]);
    }
  }

  /** Whether a complete text begins with the blocks that are frozen. */
  private matches(text: string): boolean {
    const whole = normalisedText(text);
    return this.messageBlocks
      .slice(0, this.frozen)
      .every(({ segment }) => whole.startsWith(segment.source, segment.start));
  }

  private restart(): void {
    this.segmenter = new Segmenter();
    this.length = 0;
    this.end = '';
    this.isComplete = false;
    this.frozen = 0;
    this.knownCounts = [];
    this.definitions = [];
    this.environment = emptyEnvironment(true);
    for (const block of this.messageBlocks) block.definitions = -1;
  }
}

function noteIn(button: HTMLElement, words: string): void {
  const known = button.querySelector('.md-image-note');
  const note = known ?? document.createElement('span');
  note.className = 'md-image-note';
  note.textContent = words;
  if (!known) button.append(note);
}

const probeLength = 32;
