import type { ReaderPlace } from './readerPlace';

/** Keys that move the reader away from the end. */
const releasing: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home']);

/**
 * The agreement with the reader: the answer is followed only while they are at the end, and whatever says that they
 * want to stay (wheel, key, pointer, selection, opening something) is obeyed at once.
 */
export class ScrollContract {
  private isPressed = false;
  /** Opening something moves the end away, and the scroll events of that are not the reader's: until they act again. */
  private hasJustOpened = false;

  /** `onChange` is called whenever the reader's place has changed by their own doing. */
  constructor(
    private readonly scroller: HTMLElement,
    private readonly reader: ReaderPlace,
    private readonly onChange: () => void,
    signal: AbortSignal,
  ) {
    const passive = { passive: true } as const;
    scroller.addEventListener('scroll', () => this.onScroll(), passive);
    scroller.addEventListener(
      'wheel',
      (event) => {
        this.hasJustOpened = false;
        if (event.deltaY < 0) this.release();
      },
      passive,
    );
    scroller.addEventListener('touchmove', () => this.release(), passive);
    scroller.addEventListener('keydown', (event) => {
      this.hasJustOpened = false;
      if (releasing.has(event.key)) this.release();
    });
    scroller.addEventListener('pointerdown', () => {
      this.hasJustOpened = false;
      this.isPressed = true;
      this.release();
    });
    window.addEventListener('pointerup', (event) => this.onPointerUp(event), { signal });
    window.addEventListener('pointercancel', (event) => this.onPointerUp(event), { signal });
    scroller.addEventListener(
      'toggle',
      () => {
        this.hasJustOpened = true;
        this.release();
      },
      { capture: true },
    );
    document.addEventListener('selectionchange', () => (this.hasSelection() ? this.release() : undefined), {
      signal,
    });
  }

  /** Between press and release: what appears now would come between the pointer and its target. */
  get isPointerDown(): boolean {
    return this.isPressed;
  }

  /** Keeps the reader where they are now. */
  release(): void {
    if (!this.reader.isFollowing) return;
    this.reader.hold();
    this.onChange();
  }

  private onScroll(): void {
    const { isOwn, isDown } = this.reader.onScroll();
    if (isOwn) return;
    const isStaying = this.isPressed || this.hasJustOpened || this.hasSelection();
    if (isDown && this.reader.isAtEnd && !isStaying) this.reader.follow();
    else this.reader.hold();
    this.onChange();
  }

  /** A mere click at the end is no wish to stay behind; a click that opens something is. */
  private onPointerUp({ target }: PointerEvent): void {
    if (!this.isPressed) return;
    this.isPressed = false;
    const hasOpened = target instanceof Element && target.closest('summary') !== null;
    if (!hasOpened && this.reader.isAtEnd && !this.hasSelection()) this.reader.follow();
    this.onChange();
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
