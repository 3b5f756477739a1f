import { openEnvironment, type ParseEnvironment } from '../../../src/markdown/parse/parser';
import type { Token } from '../../../src/markdown/parse/markdownIt';
import type { Segment } from '../../../src/markdown/cut/segment';
import { tokensOf } from '../../../src/markdown/cut/segmentTokens';
import { languageOf } from '../../../src/markdown/fenceLanguage';
import { mayHaveTargets } from '../../../src/markdown/links';
import { applyHtml } from '../apply/applyHtml';
import type { Block } from './block';
import { countsOf, isEqual, noCounts, type Counts } from './counts';
import { codeHtml } from '../render/codeHtml';
import { estimatedHeight } from './estimatedHeight';
import type { FormulaBudget } from '../render/formulaBudget';
import { missingPart } from '../render/highlight';
import type { BlockHtml } from '../render/blockHtml';
import type { MarkdownText } from '../markdownText';
import { isComing, loadPart } from '../../onDemand/loader';
import type { PartName } from '../../trust/partUrl';
import { htmlOf, plainTextOf, type RenderState } from '../render/tokenHtml';

/** Final (`frozen`), or able to change; `end` is where the text is being appended. */
export type BlockState = 'frozen' | 'open' | 'end';

/** What a block needs of its message. */
export interface BlockOwner {
  readonly text: MarkdownText;
  readonly hasLinks: boolean;
  /** Link definitions that apply to a block. */
  environmentFor(block: MessageBlock): ParseEnvironment;
  /** Counts of the blocks before this one. */
  countsBefore(block: MessageBlock): Counts;
  isWrapped(codeIndex: number): boolean;
  readonly formulas: FormulaBudget;
  /** Inserts loaded images into a new element. */
  decorate(root: HTMLElement): void;
  /** Called after the element has changed because a part of the view was loaded. */
  didChange(block: MessageBlock): void;
}

/** A block of a message. Its segment changes while the block is at the open end; then the block is frozen. */
export class MessageBlock implements Block {
  version = 0;
  /** Number of known definitions when it was frozen. A negative number forces a render by the next `set`. */
  definitions = -1;
  private state: BlockState = 'open';
  private root: HTMLElement | undefined;
  private html: BlockHtml | undefined;
  private ownCounts: Counts | undefined;
  /** Counts before the block when its element was last rendered. */
  private base: Counts | undefined;

  constructor(
    readonly id: number,
    private current: Segment,
    readonly owner: BlockOwner,
  ) {}

  get isFrozen(): boolean {
    return this.state === 'frozen';
  }

  get segment(): Segment {
    return this.current;
  }

  get source(): string {
    return this.current.source;
  }

  get sourceStart(): number {
    return this.current.start;
  }

  get sourceEnd(): number {
    return this.current.start + this.current.source.length;
  }

  get linkBase(): number {
    return this.owner.countsBefore(this).links;
  }

  get imageBase(): number {
    return this.owner.countsBefore(this).images;
  }

  get hasElement(): boolean {
    return this.root !== undefined;
  }

  /** Sets the content of the block and updates its element, if there is one. */
  set(segment: Segment, state: BlockState, definitions: number): void {
    const isSame = this.definitions >= 0 && this.looksLike(segment, state, definitions);
    this.current = segment;
    this.state = state;
    this.definitions = definitions;
    if (!isSame) this.refresh();
  }

  /** Whether the block would look the same: it parses alike, and its links are counted from the same index. */
  private looksLike(segment: Segment, state: BlockState, definitions: number): boolean {
    if (!isAlike(this.current, segment)) return false;
    const isMarked = (this.state === 'end') !== (state === 'end');
    const isReadAlike = segment.type === 'code' || (!isMarked && this.definitions === definitions);
    return isReadAlike && (!this.base || isEqual(this.base, this.owner.countsBefore(this)));
  }

  /** Renders the element again after a change outside of its text. */
  refresh(): void {
    this.ownCounts = undefined;
    this.version++;
    if (this.root) this.render(this.root);
  }

  element(): HTMLElement {
    if (this.root) return this.root;
    const element = document.createElement('div');
    this.root = element;
    this.render(element);
    return element;
  }

  release(): void {
    this.root = undefined;
    this.html = undefined;
    this.base = undefined;
    this.owner.formulas.release(this);
  }

  plainText(): string {
    return this.current.type === 'code' ? this.current.code : plainTextOf(this.tokens());
  }

  estimateHeight(width: number): number {
    return estimatedHeight(this.current, width);
  }

  /** Counts of the block itself. */
  counts(): Counts {
    this.ownCounts ??= this.countOwn();
    return this.ownCounts;
  }

  /** Returns the text of a code block that begins in this block; `index` counts from 0 within it. */
  codeAt(index: number): string | undefined {
    if (this.current.type === 'code') return this.current.code;
    const codes = this.tokens().filter((token) => token.type === 'fence' || token.type === 'code_block');
    return codes[index]?.content.replace(/\n$/, '');
  }

  private countOwn(): Counts {
    if (this.current.type === 'code') return { ...noCounts, codes: this.current.isFirst ? 1 : 0 };
    const { source } = this.current;
    return mayHaveTargets(source) || /```|~~~|^(?:[ >]*[ ]{4}|.*\t)/m.test(source)
      ? countsOf(this.tokens())
      : noCounts;
  }

  private tokens(): readonly Token[] {
    if (this.current.type === 'code') return [];
    const environment = this.owner.environmentFor(this);
    return tokensOf(
      this.current,
      this.isFrozen ? environment : openEnvironment(environment, this.state === 'end'),
    );
  }

  private render(element: HTMLElement): void {
    const className = classOf(this.current);
    if (element.className !== className) element.className = className;
    const html = this.currentHtml();
    if (applyHtml(element, this.html, html)) this.owner.decorate(element);
    this.html = html;
  }

  private currentHtml(): BlockHtml {
    const before = this.owner.countsBefore(this);
    this.base = before;
    const segment = this.current;
    if (segment.type === 'code') {
      const index = segment.isFirst ? before.codes : before.codes - 1;
      this.want(languageOf(segment.info));
      return codeHtml({ ...segment, index, isWrapped: this.owner.isWrapped(index) }, this.owner.text);
    }
    const tokens = this.tokens();
    this.ownCounts = countsOf(tokens);
    for (const token of tokens) this.wantFor(token);
    return htmlOf(tokens, stateFor(this, before));
  }

  private wantFor(token: Token): void {
    if (token.type === 'fence') this.want(languageOf(token.info));
    const hasMath =
      token.type === 'math_block' || token.children?.some((child) => child.type === 'math_inline');
    if (hasMath && isComing('math')) this.load('math');
  }

  private want(language: string): void {
    const part = missingPart(language);
    if (part) this.load(part);
  }

  private load(part: PartName): void {
    const element = this.root;
    void loadPart(part).then((isThere) => {
      const isChanged = isThere || part === 'math';
      if (!isChanged || !element || element !== this.root) return;
      this.refresh();
      this.owner.didChange(this);
    });
  }
}

/** Blocks of one long table or code block have no gap between them. */
function classOf(segment: Segment): string {
  if (segment.type === 'rows') return 'md-block is-continued';
  return segment.type === 'code' && !segment.isLast ? 'md-block is-continuing' : 'md-block';
}

function stateFor(block: MessageBlock, before: Counts): RenderState {
  const { owner } = block;
  return {
    text: owner.text,
    hasLinks: owner.hasLinks,
    isWrapped: (index) => owner.isWrapped(index),
    formulas: owner.formulas.roomFor(block),
    nextLink: before.links,
    nextImage: before.images,
    nextCode: before.codes,
    isInLink: false,
  };
}

/** Whether two segments render alike. The closing fence of a code block is not rendered. */
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
