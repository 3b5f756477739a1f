import type { ScrollPlace } from '../app/localState';
import type { RowHeights } from './rowHeights';
import type { Row } from './rows';

/** The list a reader is in. */
export interface PlacedRows {
  readonly scroller: HTMLElement;
  readonly rows: readonly Row[];
  readonly heights: RowHeights;
  readonly mounted: ReadonlyMap<string, { readonly element: HTMLElement; readonly index: number }>;
  /** Of the viewport, in pixels. */
  readonly height: number;
}

/**
 * The reader's place in the list. The place is the truth, `scrollTop` only its projection: either the end is followed, or a
 * row stays so many pixels below the top of the viewport, whatever changes above or below it.
 */
export class ScrollAnchor {
  place: ScrollPlace = 'end';

  private anchorIndex = 0;
  /** Where the scroll bar was when it was last heard of. */
  private scrollTop = 0;
  /** Where we have put the scroll bar, and how far it could have gone then. */
  private own = { scrollTop: -1, limit: 0 };
  /** Where the scroll bar was when the place was taken or restored. */
  private placedAt = 0;

  constructor(private readonly list: PlacedRows) {}

  get isFollowing(): boolean {
    return this.place === 'end';
  }

  get isAtEnd(): boolean {
    return this.limit - this.list.scroller.scrollTop < 8;
  }

  /** Index of the first row that can be seen. */
  get firstVisible(): number {
    return this.list.heights.indexAt(this.list.scroller.scrollTop);
  }

  /**
   * The scroll bar was moved: by us, by the browser because there is less to scroll than when we put it where it was, or by
   * the reader, up or down.
   */
  onScroll(): 'own' | 'clamped' | 'up' | 'down' {
    const { scrollTop } = this.list.scroller;
    const isDown = scrollTop > this.scrollTop;
    this.scrollTop = scrollTop;
    // Less than what `restore` puts right: a scroll that has only just begun must not be undone.
    if (Math.abs(scrollTop - this.own.scrollTop) < 0.5) return 'own';
    if (isDown) return 'down';
    return this.isClamped ? 'clamped' : 'up';
  }

  /** Takes a place of before. */
  returnTo(place: ScrollPlace): void {
    this.place = place;
    this.placedAt = this.list.scroller.scrollTop;
  }

  follow(): void {
    this.place = 'end';
  }

  /** Lets go of the end, or takes the place from where the scroll bar is now. */
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

  /** Puts a row so many pixels below the top of the viewport, from the next render on. */
  goTo(row: Row, offset = 0): void {
    this.placedAt = this.list.scroller.scrollTop;
    this.place = { row: row.key, offset };
    this.anchorIndex = Math.max(0, this.list.rows.indexOf(row));
  }

  /** Moves the place so that a part of a row, given where it is now, stands in the upper third. */
  bringIntoView(row: Row, rect: DOMRect): void {
    const { scroller, mounted, height } = this.list;
    const element = mounted.get(row.key)?.element;
    if (!element) return;
    const { top } = scroller.getBoundingClientRect();
    const isSeen = rect.top >= top + 8 && rect.bottom <= top + height - 8;
    if (isSeen) this.hold();
    else this.goTo(row, element.getBoundingClientRect().top - rect.top + height / 3);
  }

  /** Pixels of the list above the viewport, by what is known of the heights. */
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

  /** Puts the scroll bar where the place is. */
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
    // What the reader is doing is still to be told by an event.
    if (!isMoving) this.scrollTop = this.placedAt;
    this.own = { scrollTop: isMoving ? this.own.scrollTop : this.placedAt, limit: this.limit };
  }

  /**
   * A smooth scroll moves on between the event that tells of it and the frame: the place goes with it, or the frame would take
   * back what the reader has just scrolled. True when it has.
   */
  private catchUp(): boolean {
    const moved = this.list.scroller.scrollTop - this.placedAt;
    if (this.place === 'end' || moved === 0 || (moved < 0 && this.isClamped)) return false;
    this.place = { row: this.place.row, offset: this.place.offset - moved };
    return true;
  }

  /** The browser has moved the scroll bar, because there is less to scroll than when we put it where it was. */
  private get isClamped(): boolean {
    return this.limit < this.own.limit && this.limit - this.list.scroller.scrollTop < 1.5;
  }

  /** A place that cannot be had, because the list ends before, is given up for the one that was reached. */
  settle(): void {
    const { scroller, mounted } = this.list;
    if (this.place === 'end') return;
    const element = mounted.get(this.place.row)?.element;
    if (!element) return;
    const offset = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    if (Math.abs(offset - this.place.offset) >= 2) this.hold();
  }

  /** How far the scroll bar can go. */
  private get limit(): number {
    const { scrollHeight, clientHeight } = this.list.scroller;
    return scrollHeight - clientHeight;
  }

  /** A row that takes the place of one that is gone: the first of its message. */
  private nearestTo(place: Exclude<ScrollPlace, 'end'>): number {
    const { rows } = this.list;
    const message = place.row.replace(/\/[^/]*$/, '');
    const index = Math.max(
      0,
      rows.findIndex((row) => row.key.startsWith(message)),
    );
    const row = rows[index];
    // Not gone but not yet parsed: its blocks will be there before anything is mounted.
    const isToCome = row?.kind === 'unparsed' && !row.isBroken;
    if (row && !isToCome) this.place = { row: row.key, offset: place.offset };
    return index;
  }
}
