import type { ScrollAnchor } from './scrollAnchor';

/** Keys that scroll away from the end. */
const upwards: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home', 'Shift+ ']);
/** Keys that scroll towards the end. */
const downwards: ReadonlySet<string> = new Set(['ArrowDown', 'PageDown', 'End', ' ']);

/** The state while a pointer is down. */
interface Press {
  readonly wasFollowing: boolean;
  readonly isOnScrollBar: boolean;
  lastMove: 'up' | 'down' | undefined;
}

/**
 * Follows the end of the conversation while the reader is there. A wheel, key, pointer, selection or opened element
 * that shows that the reader wants to stay ends it at once; a resize of the view or its content never does.
 */
export class AutoFollow {
  private press: Press | undefined;
  /**
   * Set after the reader has opened something, until the next input: the scroll events that this causes are not the
   * reader's.
   */
  private hasJustOpened = false;

  /** `onChange` is called after the reader has moved the anchor. */
  constructor(
    private readonly scroller: HTMLElement,
    private readonly anchor: ScrollAnchor,
    private readonly onChange: () => void,
    signal: AbortSignal,
  ) {
    const passive = { passive: true } as const;
    scroller.addEventListener('scroll', () => this.onScroll(), passive);
    scroller.addEventListener('wheel', (event) => this.onWheel(event), passive);
    scroller.addEventListener('touchmove', () => this.release(), passive);
    scroller.addEventListener('touchend', () => this.followAtEnd(), passive);
    scroller.addEventListener('keydown', (event) => this.onKey(event));
    scroller.addEventListener('pointerdown', (event) => this.onPointerDown(event));
    scroller.addEventListener('click', (event) => this.onClick(event), { capture: true });
    window.addEventListener('pointerup', (event) => this.onPointerUp(event), { signal });
    window.addEventListener('pointercancel', (event) => this.onPointerUp(event), { signal });
    document.addEventListener('selectionchange', () => (this.hasSelection() ? this.release() : undefined), {
      signal,
    });
  }

  /** Whether a pointer is down. Elements that appear meanwhile could get between the pointer and its target. */
  get isPointerDown(): boolean {
    return this.press !== undefined;
  }

  /** Stops following and keeps the current position. */
  release(): void {
    if (!this.anchor.isFollowing) return;
    this.anchor.hold();
    this.onChange();
  }

  private onScroll(): void {
    const move = this.anchor.onScroll();
    if (move === 'own') return;
    if (move === 'clamped') {
      this.anchor.restore();
      return;
    }
    if (this.press) this.press.lastMove = move;
    if (move === 'down' && this.anchor.isAtEnd && this.isFree) this.anchor.follow();
    else this.anchor.hold();
    this.onChange();
  }

  private onWheel(event: WheelEvent): void {
    // Ctrl+wheel zooms.
    if (event.ctrlKey) return;
    this.hasJustOpened = false;
    if (event.deltaY < 0) this.release();
    else if (event.deltaY > 0) this.followAtEnd();
  }

  private onKey(event: KeyboardEvent): void {
    this.hasJustOpened = false;
    // Keys of a text field act on its text.
    const [target] = event.composedPath();
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    const key = event.shiftKey ? `Shift+${event.key}` : event.key;
    if (upwards.has(key)) this.release();
    else if (downwards.has(key)) this.followAtEnd();
  }

  private onPointerDown(event: PointerEvent): void {
    this.hasJustOpened = false;
    this.press = {
      wasFollowing: this.anchor.isFollowing,
      isOnScrollBar: event.target === this.scroller && event.offsetX >= this.scroller.clientWidth,
      lastMove: undefined,
    };
    this.release();
  }

  /** A click keeps following, even if the answer has grown meanwhile, unless it opens something. */
  private onPointerUp({ target }: PointerEvent): void {
    const { press } = this;
    if (!press) return;
    this.press = undefined;
    const isMereClick = press.lastMove === undefined && !press.isOnScrollBar;
    const isWanted = isMereClick || press.lastMove === 'down';
    const isThere = this.anchor.isAtEnd || (isMereClick && press.wasFollowing);
    if (isWanted && isThere && !opens(target) && !this.hasSelection()) this.anchor.follow();
    this.onChange();
  }

  private onClick({ target }: MouseEvent): void {
    if (!opens(target)) return;
    this.hasJustOpened = true;
    this.release();
  }

  /** Follows again at the end, where further input causes no scroll event. */
  private followAtEnd(): void {
    if (this.anchor.isFollowing || !this.anchor.isAtEnd || !this.isFree) return;
    this.anchor.follow();
    this.onChange();
  }

  /** Whether following may resume. */
  private get isFree(): boolean {
    return !this.press && !this.hasJustOpened && !this.hasSelection();
  }

  private hasSelection(): boolean {
    const selection = document.getSelection();
    return (
      selection !== null &&
      !selection.isCollapsed &&
      selection.anchorNode !== null &&
      this.scroller.contains(selection.anchorNode)
    );
  }
}

/** Whether a click there opens a `details` element. */
function opens(target: EventTarget | null): boolean {
  const details = target instanceof Element ? target.closest('summary')?.closest('details') : undefined;
  return details?.open === false;
}
