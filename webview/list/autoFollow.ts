import type { ScrollAnchor } from './scrollAnchor';

/** Keys that move the reader away from the end. */
const upwards: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home', 'Shift+ ']);
/** Keys that move the reader towards it. */
const downwards: ReadonlySet<string> = new Set(['ArrowDown', 'PageDown', 'End', ' ']);

/** What the reader does while a pointer is down. */
interface Press {
  readonly wasFollowing: boolean;
  readonly isOnScrollBar: boolean;
  lastMove: 'up' | 'down' | undefined;
}

/**
 * The agreement with the reader: the answer is followed only while they are at the end, and whatever says that they
 * want to stay (wheel, key, pointer, selection, opening something) is obeyed at once. Nothing but the reader ends it: no
 * other size of the view, no content that shrinks or grows.
 */
export class AutoFollow {
  private press: Press | undefined;
  /** Opening something moves the end away, and the scroll events of that are not the reader's: until they act again. */
  private hasJustOpened = false;

  /** `onChange` is called whenever the reader's place has changed by their own doing. */
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

  /** Between press and release: what appears now would come between the pointer and its target. */
  get isPointerDown(): boolean {
    return this.press !== undefined;
  }

  /** Keeps the reader where they are now. */
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
    // Zooms.
    if (event.ctrlKey) return;
    this.hasJustOpened = false;
    if (event.deltaY < 0) this.release();
    else if (event.deltaY > 0) this.followAtEnd();
  }

  private onKey(event: KeyboardEvent): void {
    this.hasJustOpened = false;
    // Keys of a box are about the text in it.
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

  /** A mere click is no wish to stay behind, even if the answer has grown meanwhile; a click that opens something is. */
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

  /** Where nothing is left to scroll, the wish to be at the end is told by no scroll event. */
  private followAtEnd(): void {
    if (this.anchor.isFollowing || !this.anchor.isAtEnd || !this.isFree) return;
    this.anchor.follow();
    this.onChange();
  }

  /** Nothing says that the reader wants to stay. */
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

/** A click there opens what is folded. */
function opens(target: EventTarget | null): boolean {
  const details = target instanceof Element ? target.closest('summary')?.closest('details') : undefined;
  return details?.open === false;
}
