import { openEnvironment, type ParseEnvironment } from '../../../src/markdown/parse/parser';
import type { Token } from '../../../src/markdown/parse/markdownIt';
import type { Segment } from '../../../src/markdown/cut/segment';
import { tokensOf } from '../../../src/markdown/cut/segmentTokens';
import { mayHaveTargets } from '../../../src/markdown/links';
import { applyHtml } from '../apply/applyHtml';
import type { Block } from './block';
import { countsOf, isEqual, noCounts, type Counts } from './counts';
import { codeHtml, languageOf } from '../render/codeHtml';
import { estimatedHeight } from './estimatedHeight';
import type { FormulaBudget } from '../render/formulaBudget';
import { partFor } from '../render/highlight';
import type { HtmlParts } from '../render/htmlParts';
import type { MarkdownText } from '../markdownText';
import { isComing, loadPart } from '../../onDemand/loader';
import type { PartName } from '../../onDemand/registry';
import { htmlOf, plainTextOf, type RenderState } from '../render/tokenHtml';

/** Settled, or what may still change; `end` is where the text is being written. */
export type BlockState = 'frozen' | 'open' | 'end';

/** What a block asks its message. */
export interface BlockOwner {
  readonly text: MarkdownText;
  /** Definitions of links that a block sees. */
  environmentFor(block: MessageBlock): ParseEnvironment;
  /** What comes before the block in the message. */
  countsBefore(block: MessageBlock): Counts;
  isWrapped(codeIndex: number): boolean;
  readonly formulas: FormulaBudget;
  /** Gives a fresh element its loaded images. */
  decorate(root: HTMLElement): void;
  /** The element has changed by itself, after a part of the view was loaded. */
  didChange(block: MessageBlock): void;
}

/** A block of a message. Its segment changes while it is the open end; then it is frozen. */
export class MessageBlock implements Block {
  version = 0;
  /** How many definitions were known when it was frozen. A negative number makes the next `set` render again. */
  definitions = -1;
  #state: BlockState = 'open';
  #segment: Segment;
  #element: HTMLElement | undefined;
  #html: HtmlParts | undefined;
  #counts: Counts | undefined;
  /** What came before it when its element was brought up to date. */
  #base: Counts | undefined;

  constructor(
    readonly id: number,
    segment: Segment,
    readonly owner: BlockOwner,
  ) {
    this.#segment = segment;
  }

  get isFrozen(): boolean {
    return this.#state === 'frozen';
  }

  get segment(): Segment {
    return this.#segment;
  }

  get source(): string {
    return this.#segment.source;
  }

  get sourceStart(): number {
    return this.#segment.start;
  }

  get sourceEnd(): number {
    return this.#segment.start + this.#segment.source.length;
  }

  get linkBase(): number {
    return this.owner.countsBefore(this).links;
  }

  get imageBase(): number {
    return this.owner.countsBefore(this).images;
  }

  get hasElement(): boolean {
    return this.#element !== undefined;
  }

  /** Takes what the block is now, and brings the element up to date if there is one. */
  set(segment: Segment, state: BlockState, definitions: number): void {
    const isSame = this.definitions >= 0 && this.#looksLike(segment, state, definitions);
    this.#segment = segment;
    this.#state = state;
    this.definitions = definitions;
    if (!isSame) this.refresh();
  }

  /** Whether this would look as the block does now: it is read in the same way, and its links count from the same number. */
  #looksLike(segment: Segment, state: BlockState, definitions: number): boolean {
    if (!isAlike(this.#segment, segment)) return false;
    const isMarked = (this.#state === 'end') !== (state === 'end');
    const isReadAlike = segment.type === 'code' || (!isMarked && this.definitions === definitions);
    return isReadAlike && (!this.#base || isEqual(this.#base, this.owner.countsBefore(this)));
  }

  /** Makes the element again where its HTML has changed for a reason outside of the text. */
  refresh(): void {
    this.#counts = undefined;
    this.version++;
    if (this.#element) this.#render(this.#element);
  }

  element(): HTMLElement {
    if (this.#element) return this.#element;
    const element = document.createElement('div');
    this.#element = element;
    this.#render(element);
    return element;
  }

  release(): void {
    this.#element = undefined;
    this.#html = undefined;
    this.#base = undefined;
    this.owner.formulas.release(this);
  }

  plainText(): string {
    return this.#segment.type === 'code' ? this.#segment.code : plainTextOf(this.#tokens());
  }

  estimateHeight(width: number): number {
    return estimatedHeight(this.#segment, width);
  }

  /** Links, images and code blocks in this block. */
  counts(): Counts {
    this.#counts ??= this.#count();
    return this.#counts;
  }

  /** The text of a code block that begins in this block, counted from 0 within it. */
  codeAt(index: number): string | undefined {
    if (this.#segment.type === 'code') return this.#segment.code;
    const codes = this.#tokens().filter((token) => token.type === 'fence' || token.type === 'code_block');
    return codes[index]?.content.replace(/\n$/, '');
  }

  #count(): Counts {
    if (this.#segment.type === 'code') return { ...noCounts, codes: this.#segment.isFirst ? 1 : 0 };
    const { source } = this.#segment;
    return mayHaveTargets(source) || /```|~~~|^(?:[ >]*[ ]{4}|.*\t)/m.test(source)
      ? countsOf(this.#tokens())
      : noCounts;
  }

  #tokens(): readonly Token[] {
    if (this.#segment.type === 'code') return [];
    const environment = this.owner.environmentFor(this);
    return tokensOf(
      this.#segment,
      this.isFrozen ? environment : openEnvironment(environment, this.#state === 'end'),
    );
  }

  #render(element: HTMLElement): void {
    const className = classOf(this.#segment);
    if (element.className !== className) element.className = className;
    const html = this.#htmlNow();
    if (applyHtml(element, this.#html, html)) this.owner.decorate(element);
    this.#html = html;
  }

  #htmlNow(): HtmlParts {
    const before = this.owner.countsBefore(this);
    this.#base = before;
    const segment = this.#segment;
    if (segment.type === 'code') {
      const index = segment.isFirst ? before.codes : before.codes - 1;
      this.#want(languageOf(segment.info));
      return codeHtml({ ...segment, index, isWrapped: this.owner.isWrapped(index) }, this.owner.text);
    }
    const tokens = this.#tokens();
    this.#counts = countsOf(tokens);
    for (const token of tokens) this.#wantFor(token);
    return htmlOf(tokens, stateFor(this, before));
  }

  #wantFor(token: Token): void {
    if (token.type === 'fence') this.#want(languageOf(token.info));
    const hasMath =
      token.type === 'math_block' || token.children?.some((child) => child.type === 'math_inline');
    if (hasMath && isComing('math')) this.#load('math');
  }

  #want(language: string): void {
    const part = partFor(language);
    if (part) this.#load(part);
  }

  #load(part: PartName): void {
    const element = this.#element;
    void loadPart(part).then((isThere) => {
      const isChanged = isThere || part === 'math';
      if (!isChanged || !element || element !== this.#element) return;
      this.refresh();
      this.owner.didChange(this);
    });
  }
}

/** The parts of a long table or code block stand so close that they look like one. */
function classOf(segment: Segment): string {
  if (segment.type === 'rows') return 'md-block is-continued';
  return segment.type === 'code' && !segment.isLast ? 'md-block is-continuing' : 'md-block';
}

function stateFor(block: MessageBlock, before: Counts): RenderState {
  const { owner } = block;
  return {
    text: owner.text,
    isWrapped: (index) => owner.isWrapped(index),
    formulas: owner.formulas.roomFor(block),
    nextLink: before.links,
    nextImage: before.images,
    nextCode: before.codes,
    isInLink: false,
  };
}

/** Whether two segments show the same. The closing line of a code block shows nothing. */
function isAlike(one: Segment, other: Segment): boolean {
  if (one.type === 'code') {
    return (
      other.type === 'code' &&
      one.code === other.code &&
      one.info === other.info &&
      one.isFirst === other.isFirst &&
      one.isLast === other.isLast
    );
  }
  if (one.source !== other.source) return false;
  if (one.type === 'rows') return other.type === 'rows' && one.header === other.header;
  return (
    other.type === 'markdown' &&
    one.listNumber === other.listNumber &&
    one.isLoose === other.isLoose &&
    one.isHidden === other.isHidden &&
    one.unusedLabels?.join() === other.unusedLabels?.join()
  );
}
