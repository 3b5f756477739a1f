import type { ScrollPlace } from '../state/localState';
import type { RowHeights } from './rowHeights';
import type { Row } from './rows';

/** The list that is scrolled. */
export interface PlacedRows {
  readonly scroller: HTMLElement;
  readonly rows: readonly Row[];
  readonly heights: RowHeights;
  readonly mounted: ReadonlyMap<string, { readonly element: HTMLElement; readonly index: number }>;
  /** Height of the viewport in pixels. */
  readonly height: number;
}

/**
 * The scroll position, kept relative to the content: either the end is followed, or a row stays at its distance from
 * the top of the viewport, whatever changes above or below it. `scrollTop` is derived from it.
 */
export class ScrollAnchor {
  place: ScrollPlace = 'end';

  private anchorIndex = 0;
  /** `scrollTop` at the last scroll event or restore. */
  private scrollTop = 0;
  /** `scrollTop` as set by `restore`, and its maximum at that time. */
  private own = { scrollTop: -1, limit: 0 };
  /** `scrollTop` when the place was taken or restored. */
  private placedAt = 0;

  constructor(private readonly list: PlacedRows) {}

  get isFollowing(): boolean {
    return this.place === 'end';
  }

  get isAtEnd(): boolean {
    return this.limit - this.list.scroller.scrollTop < 8;
  }

  /** Index of the first visible row. */
  get firstVisible(): number {
    return this.list.heights.indexAt(this.list.scroller.scrollTop);
  }

  /**
   * Classifies a scroll event: `own` by `restore`, `clamped` by the browser because the content has become shorter,
   * `up` or `down` by the reader.
   */
  onScroll(): 'own' | 'clamped' | 'up' | 'down' {
    const { scrollTop } = this.list.scroller;
    const isDown = scrollTop > this.scrollTop;
    this.scrollTop = scrollTop;
    // Less than `restore` corrects: a scroll that has just begun must not be reverted.
    if (Math.abs(scrollTop - this.own.scrollTop) < 0.5) return 'own';
    if (isDown) return 'down';
    return this.isClamped ? 'clamped' : 'up';
  }

  /** Sets a place that was stored. */
  returnTo(place: ScrollPlace): void {
    this.place = place;
    this.placedAt = this.list.scroller.scrollTop;
  }

  follow(): void {
    this.place = 'end';
  }

  /** Takes the place from the current `scrollTop`. */
  hold(): void {
    const { scroller, rows, heights, mounted, height } = this.list;
    this.placedAt = scroller.scrollTop;
    const top = scroller.getBoundingClientRect().top;
    for (const [key, { element, index }] of mounted) {
      const rect = element.getBoundingClientRect();
      if (rect.bottom <= top + 1) continue;
      if (rect.top > top + height) break;
      this.place = { row: key, offset: rect.top - top };
      this.anchorIndex = index;
      return;
    }
    const index = heights.indexAt(scroller.scrollTop);
    const row = rows[index];
    if (!row) return;
    this.place = { row: row.key, offset: heights.offsetOf(index) - scroller.scrollTop };
    this.anchorIndex = index;
  }

  /** Places a row at this distance below the top of the viewport, from the next render on. */
  goTo(row: Row, offset = 0): void {
    this.placedAt = this.list.scroller.scrollTop;
    this.place = { row: row.key, offset };
    this.anchorIndex = Math.max(0, this.list.rows.indexOf(row));
  }

  /**
   * Scrolls so that a part of a row, given by its current rectangle, is in the upper third of the viewport, unless it
   * is visible.
   */
  bringIntoView(row: Row, rect: DOMRect): void {
    const { scroller, mounted, height } = this.list;
    const element = mounted.get(row.key)?.element;
    if (!element) return;
    const { top } = scroller.getBoundingClientRect();
    const isSeen = rect.top >= top + 8 && rect.bottom <= top + height - 8;
    if (isSeen) this.hold();
    else this.goTo(row, element.getBoundingClientRect().top - rect.top + height / 3);
  }

  /** Height of the list above the viewport in pixels, by the known heights. */
  get top(): number {
    const { place } = this;
    const { rows, heights, height } = this.list;
    if (place === 'end') return heights.total - height;
    if (rows[this.anchorIndex]?.key !== place.row) {
      const found = rows.findIndex((row) => row.key === place.row);
      this.anchorIndex = found >= 0 ? found : this.nearestTo(place);
    }
    return heights.offsetOf(this.anchorIndex) - place.offset;
  }

  /** Sets `scrollTop` so that the place is kept. */
  restore(): void {
    const { scroller, mounted } = this.list;
    const isMoving = this.catchUp();
    const { place } = this;
    if (place === 'end') {
      scroller.scrollTop = scroller.scrollHeight;
    } else {
      const element = mounted.get(place.row)?.element;
      if (!element) return;
      const offset = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      if (Math.abs(offset - place.offset) >= 1) scroller.scrollTop += offset - place.offset;
    }
    this.placedAt = scroller.scrollTop;
    // The event of the reader's own scroll is still to come.
    if (!isMoving) this.scrollTop = this.placedAt;
    this.own = { scrollTop: isMoving ? this.own.scrollTop : this.placedAt, limit: this.limit };
  }

  /**
   * A smooth scroll continues between its event and the frame. Moves the place along, as the frame would otherwise
   * revert it. Returns whether it moved.
   */
  private catchUp(): boolean {
    const moved = this.list.scroller.scrollTop - this.placedAt;
    if (this.place === 'end' || moved === 0 || (moved < 0 && this.isClamped)) return false;
    this.place = { row: this.place.row, offset: this.place.offset - moved };
    return true;
  }

  /** Whether the browser has reduced `scrollTop` because the content has become shorter. */
  private get isClamped(): boolean {
    return this.limit < this.own.limit && this.limit - this.list.scroller.scrollTop < 1.5;
  }

  /** Takes the position that was reached if the place is beyond the end of the list. */
  settle(): void {
    const { scroller, mounted } = this.list;
    if (this.place === 'end') return;
    const element = mounted.get(this.place.row)?.element;
    if (!element) return;
    const offset = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    if (Math.abs(offset - this.place.offset) >= 2) this.hold();
  }

  /** Maximum of `scrollTop`. */
  private get limit(): number {
    const { scrollHeight, clientHeight } = this.list.scroller;
    return scrollHeight - clientHeight;
  }

  /** Index of a row in place of one that no longer exists: the first of its message. */
  private nearestTo(place: Exclude<ScrollPlace, 'end'>): number {
    const { rows } = this.list;
    const message = place.row.replace(/\/[^/]*$/, '');
    const index = Math.max(
      0,
      rows.findIndex((row) => row.key.startsWith(message)),
    );
    const row = rows[index];
    // The message is not parsed yet; its blocks exist before anything is mounted.
    const isToCome = row?.kind === 'unparsed' && !row.isBroken;
    if (row && !isToCome) this.place = { row: row.key, offset: place.offset };
    return index;
  }
}
