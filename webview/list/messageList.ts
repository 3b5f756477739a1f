import { html, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { renderAllRows } from './allRows';
import { MountedRows, type Mounted } from './mountedRows';
import { ScrollAnchor, type PlacedRows } from './scrollAnchor';
import { estimateHeight } from './rowEstimate';
import { RowHeights } from './rowHeights';
import type { RowModel } from './rowModel';
import type { Article, Row } from './rows';
import type { ListDeps } from './listDeps';

/**
 * Up to this many rows are all mounted, so that selection and find of the browser cover them. Fewer while an answer is
 * streamed, because each mounted row adds to the cost of a frame.
 */
const mountAll = 150;
const mountAllGrowing = 40;
/**
 * Pixels mounted beyond both edges of the viewport, and the minimum below which more rows are mounted within the frame.
 */
const overscan = 600;
const leastOverscan = 300;
/** Maximum number of rounds of mounting and measuring within one frame. */
const rounds = 4;

interface Range {
  readonly start: number;
  readonly end: number;
}

interface MessageRows {
  readonly article: Article;
  readonly position: number;
  readonly rows: Row[];
}

/**
 * The scrolled list of messages. Mounts the rows near the viewport, in normal flow between two spacers, and restores
 * the scroll position before each paint.
 */
export class MessageList implements PlacedRows {
  readonly anchor = new ScrollAnchor(this);
  readonly heights = new RowHeights();
  rows: readonly Row[] = [];
  private readonly measured = new Map<string, number>();
  private readonly observer: ResizeObserver;
  private readonly mountedRows: MountedRows;
  private mountedRange: Range = { start: 0, end: 0 };
  private viewport = { width: 0, height: 0 };

  constructor(
    readonly scroller: HTMLElement,
    private readonly model: RowModel,
    private readonly deps: ListDeps,
    private readonly requestRender: () => void,
  ) {
    this.observer = new ResizeObserver((entries) => this.onResize(entries));
    this.observer.observe(scroller);
    this.mountedRows = new MountedRows(
      (row) => deps.renderRow(row),
      ({ element, row }) => {
        this.observer.unobserve(element);
        if (row.kind === 'block') row.block.release();
      },
    );
  }

  /** Mounted rows by key, in order. */
  get mounted(): ReadonlyMap<string, Mounted> {
    return this.mountedRows.byKey;
  }

  /** Renders rows from index `first` on and mounts those near the viewport. */
  render(first: number): void {
    this.takeRows(first);
    let range = this.range();
    for (let round = 0; round < rounds; round++) {
      const changed = this.deps.parse(this.rows.slice(range.start, range.end));
      if (changed !== undefined) {
        this.takeRows(changed);
        range = this.range();
        continue;
      }
      const isMoved = this.mount(range);
      this.anchor.restore();
      if (!isMoved || !this.isMoreNeeded()) break;
      range = this.range();
    }
    this.anchor.settle();
  }

  /** Whether all rows are mounted. */
  get isWhole(): boolean {
    return this.mounted.size === this.rows.length;
  }

  /** Renders all rows into a detached element. */
  renderAll(): HTMLElement {
    return renderAllRows(this.model, this.mounted, this.deps);
  }

  /** Discards all rows and measurements. */
  clear(): void {
    this.measured.clear();
    this.heights.replaceFrom(0, []);
    this.rows = [];
  }

  get height(): number {
    return this.viewport.height;
  }

  private takeRows(first: number): void {
    const rows = this.model.rows;
    const from = Math.min(first, this.heights.count, rows.length);
    if (rows === this.rows && from === this.heights.count) return;
    this.rows = rows;
    const heights: number[] = [];
    for (let index = from; index < rows.length; index++) {
      const row = rows[index];
      if (row) heights.push(this.measured.get(row.key) ?? estimateHeight(row, this.viewport.width));
    }
    this.heights.replaceFrom(from, heights);
  }

  private range(beyond = overscan): Range {
    const count = this.rows.length;
    if (count <= (this.model.isGrowing ? mountAllGrowing : mountAll)) return { start: 0, end: count };
    const { top } = this.anchor;
    const start = this.heights.indexAt(top - beyond);
    const end = this.heights.indexAt(top + this.viewport.height + beyond) + 1;
    return { start, end: Math.min(end, count) };
  }

  /** Mounts these rows and no others. Returns whether a height differs from its estimate. */
  private mount(range: Range): boolean {
    const messages = this.messagesIn(range);
    render(this.template(range, messages), this.scroller);
    const articles = this.scroller.getElementsByTagName('article');
    const groups = messages.map(({ rows }, index) => ({ parent: articles[index], rows }));
    const came = this.mountedRows.update(groups, range.start);
    this.mountedRange = range;
    for (const { element } of came) this.observer.observe(element, { box: 'border-box' });
    let isChanged = false;
    for (const [key, { element, index }] of this.mounted) {
      if (!this.measured.has(key)) isChanged = this.measure(key, index, element.offsetHeight) || isChanged;
    }
    return isChanged;
  }

  private isMoreNeeded(): boolean {
    const { start, end } = this.range(leastOverscan);
    return start < this.mountedRange.start || end > this.mountedRange.end;
  }

  /** The messages with rows in the range, with these rows. */
  private messagesIn(range: Range): readonly MessageRows[] {
    const messages: MessageRows[] = [];
    for (const row of this.rows.slice(range.start, range.end)) {
      const found = this.model.articleOf(row);
      if (messages.at(-1)?.article.key === row.article.key) messages.at(-1)?.rows.push(row);
      else if (found) messages.push({ ...found, rows: [row] });
    }
    return messages;
  }

  private template(range: Range, messages: readonly MessageRows[]): TemplateResult {
    const above = this.heights.offsetOf(range.start);
    const below = this.heights.total - this.heights.offsetOf(range.end);
    const count = this.model.articleCount;
    return html`<div class="spacer" .style=${`height:${String(above)}px`}></div>
      ${repeat(
        messages,
        ({ article }) => article.key,
        ({ article, position }) => this.deps.renderArticle(article, position, count),
      )}
      <div class="spacer" .style=${`height:${String(Math.max(0, below))}px`}></div>`;
  }

  private measure(key: string, index: number, height: number): boolean {
    this.measured.set(key, height);
    return this.heights.set(index, height);
  }

  private onResize(entries: readonly ResizeObserverEntry[]): void {
    // Without layout all sizes are 0.
    if (this.scroller.offsetParent === null) return;
    let isChanged = false;
    let isResized = false;
    for (const entry of entries) {
      const element = entry.target as HTMLElement;
      if (element === this.scroller) {
        isResized = this.onViewportResize();
        isChanged ||= isResized;
        continue;
      }
      const key = element.dataset['row'] ?? '';
      const mounted = this.mounted.get(key);
      if (mounted?.element !== element) continue;
      const height = entry.borderBoxSize[0]?.blockSize ?? element.offsetHeight;
      isChanged = this.measure(key, mounted.index, height) || isChanged;
    }
    if (!isChanged) return;
    this.anchor.restore();
    this.deps.onResized();
    // Mounted rows update themselves. A render is needed only to mount others.
    if (isResized || this.isMoreNeeded()) this.requestRender();
  }

  /** A change of width invalidates the heights of rows that are not mounted. */
  private onViewportResize(): boolean {
    const { clientWidth: width, clientHeight: height } = this.scroller;
    const before = this.viewport;
    if (before.width === width && before.height === height) return false;
    this.viewport = { width, height };
    if (before.width !== width) {
      for (const key of [...this.measured.keys()]) if (!this.mounted.has(key)) this.measured.delete(key);
      this.heights.replaceFrom(0, []);
      this.takeRows(0);
    }
    return true;
  }
}
