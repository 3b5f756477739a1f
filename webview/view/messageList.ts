import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { ReaderPlace, type PlacedRows } from './readerPlace';
import { estimateHeight } from './rowEstimate';
import { RowHeights } from './rowHeights';
import type { RowModel } from './rowModel';
import type { Article, Row } from './rows';

/**
 * Fewer rows than this are all mounted: then the browser's own selection and find see everything. Not while an answer
 * grows, because every mounted row makes every frame dearer.
 */
const mountAll = 150;
const mountAllGrowing = 40;
/** Pixels mounted beyond both edges of the viewport. */
const overscan = 600;
/** Rounds of "mount, measure, mount what is still missing" within one frame. */
const rounds = 4;

interface Range {
  readonly start: number;
  readonly end: number;
}

interface Mounted {
  readonly element: HTMLElement;
  readonly index: number;
  readonly row: Row;
}

export interface ListParts {
  renderRow(row: Row): unknown;
  /** Around the rows of one message. */
  renderArticle(article: Article, position: number, count: number, rows: unknown): TemplateResult;
  /** Parses what is about to be mounted; gives the first row that is another than before, if any is. */
  parse(rows: readonly Row[]): number | undefined;
  /** Rows or the view have another size, and the reader's place was restored. */
  onResized(): void;
}

/**
 * The scrolled list of messages: mounts the rows near the viewport, in normal flow between two spacers. After every change
 * the reader's place is restored before the frame is painted.
 */
export class MessageList implements PlacedRows {
  readonly reader = new ReaderPlace(this);
  readonly heights = new RowHeights();
  rows: readonly Row[] = [];
  /** Mounted rows by their keys, from above to below. */
  mounted: ReadonlyMap<string, Mounted> = new Map();
  private readonly measured = new Map<string, number>();
  private readonly observer: ResizeObserver;
  private mountedRange: Range = { start: 0, end: 0 };
  private viewport = { width: 0, height: 0 };

  constructor(
    readonly scroller: HTMLElement,
    private readonly model: RowModel,
    private readonly parts: ListParts,
    private readonly requestRender: () => void,
  ) {
    this.observer = new ResizeObserver((entries) => this.onResize(entries));
    this.observer.observe(scroller);
  }

  /** Brings rows `first…` up to date and mounts what is to be seen. */
  render(first: number): void {
    this.takeRows(first);
    let range = this.range();
    for (let round = 0; round < rounds; round++) {
      const changed = this.parts.parse(this.rows.slice(range.start, range.end));
      if (changed !== undefined) {
        this.takeRows(changed);
        range = this.range();
        continue;
      }
      render(this.template(range), this.scroller);
      const isMoved = this.trackMounted(range);
      this.reader.restore();
      const next = this.range();
      if (!isMoved || (next.start >= range.start && next.end <= range.end)) break;
      range = next;
    }
    this.reader.settle();
  }

  /** Forgets all measurements: other rows come. */
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

  private range(): Range {
    const count = this.rows.length;
    if (count <= (this.model.isGrowing ? mountAllGrowing : mountAll)) return { start: 0, end: count };
    const { top } = this.reader;
    const start = this.heights.indexAt(top - overscan);
    const end = this.heights.indexAt(top + this.viewport.height + overscan) + 1;
    return { start, end: Math.min(end, count) };
  }

  private template(range: Range): TemplateResult {
    const groups: { readonly key: string; readonly rows: Row[] }[] = [];
    for (let index = range.start; index < range.end; index++) {
      const row = this.rows[index];
      if (!row) break;
      const last = groups.at(-1);
      if (last?.key === row.article.key) last.rows.push(row);
      else groups.push({ key: row.article.key, rows: [row] });
    }
    const above = this.heights.offsetOf(range.start);
    const below = this.heights.total - this.heights.offsetOf(range.end);
    const count = this.model.articleCount;
    return html`<div class="spacer" .style=${`height:${String(above)}px`}></div>
      ${repeat(
        groups,
        (group) => group.key,
        (group) => {
          const first = group.rows[0];
          if (!first) return nothing;
          const found = this.model.articleOf(first);
          if (!found) return nothing;
          const rows = repeat(
            group.rows,
            (row) => row.key,
            (row) => html`<div class="row" data-row=${row.key}>${this.parts.renderRow(row)}</div>`,
          );
          return this.parts.renderArticle(found.article, found.position, count, rows);
        },
      )}
      <div class="spacer" .style=${`height:${String(Math.max(0, below))}px`}></div>`;
  }

  /** Measures what was mounted for the first time; true when a height was not what it was taken for. */
  private trackMounted(range: Range): boolean {
    const mounted = new Map<string, Mounted>();
    let index = range.start;
    let isChanged = false;
    for (const element of this.scroller.querySelectorAll<HTMLElement>('.row')) {
      const row = this.rows[index];
      if (!row) break;
      const { key } = row;
      mounted.set(key, { element, index, row });
      const before = this.mounted.get(key);
      if (before?.element !== element) this.observer.observe(element, { box: 'border-box' });
      if (!this.measured.has(key)) isChanged = this.measure(key, index, element.offsetHeight) || isChanged;
      index++;
    }
    for (const [key, { element, row }] of this.mounted) {
      if (mounted.get(key)?.element === element) continue;
      this.observer.unobserve(element);
      if (!mounted.has(key) && row.kind === 'block') row.block.release();
    }
    this.mounted = mounted;
    this.mountedRange = range;
    return isChanged;
  }

  private measure(key: string, index: number, height: number): boolean {
    this.measured.set(key, height);
    return this.heights.set(index, height);
  }

  private onResize(entries: readonly ResizeObserverEntry[]): void {
    // Where nothing is laid out, every row seems to have shrunk to nothing.
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
    this.reader.restore();
    this.parts.onResized();
    const { start, end } = this.range();
    // What is mounted keeps itself up to date; only other rows to be mounted need a render.
    if (isResized || start < this.mountedRange.start || end > this.mountedRange.end) this.requestRender();
  }

  /** Another width makes other heights: what is not mounted is guessed anew. */
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
