/**
 * Says when to render: at most once per animation frame, and once a second while something is timed. A frame that was
 * asked for by rows alone leaves what is around them as it is.
 */
export class FrameLoop {
  private frame: number | undefined;
  private isAllDue = true;
  private ticker: ReturnType<typeof setInterval> | undefined;

  /** `render` is told whether more than rows may look different. Nothing is rendered once `signal` is aborted. */
  constructor(
    private readonly render: (isAllDue: boolean) => void,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => {
      clearInterval(this.ticker);
      if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    });
  }

  /** Everything may look different. */
  requestAll(): void {
    this.isAllDue = true;
    this.requestRows();
  }

  /** Only rows may look different. */
  requestRows(): void {
    if (this.signal.aborted) return;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      const { isAllDue } = this;
      this.isAllDue = false;
      this.render(isAllDue);
    });
  }

  /** Everything is rendered once a second for as long as something is timed. */
  tick(isTimed: boolean): void {
    if (isTimed === (this.ticker !== undefined) || this.signal.aborted) return;
    clearInterval(this.ticker);
    this.ticker = isTimed ? setInterval(() => this.requestAll(), 1000) : undefined;
  }
}
