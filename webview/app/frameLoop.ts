/**
 * Schedules renders: at most one per animation frame, and one per second while a run is timed. A frame requested for
 * rows only does not render the chrome.
 */
export class FrameLoop {
  private frame: number | undefined;
  private isAllDue = true;
  private ticker: ReturnType<typeof setInterval> | undefined;

  /** `render` receives whether the chrome must be rendered too. Nothing is rendered after `signal` is aborted. */
  constructor(
    private readonly render: (isAllDue: boolean) => void,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => {
      clearInterval(this.ticker);
      if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    });
  }

  /** Requests a render of the chrome and the rows. */
  requestAll(): void {
    this.isAllDue = true;
    this.requestRows();
  }

  /** Requests a render of the rows only. */
  requestRows(): void {
    if (this.signal.aborted) return;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      const { isAllDue } = this;
      this.isAllDue = false;
      this.render(isAllDue);
    });
  }

  /** Starts or stops the render once a second. */
  tick(isTimed: boolean): void {
    if (isTimed === (this.ticker !== undefined) || this.signal.aborted) return;
    clearInterval(this.ticker);
    this.ticker = isTimed ? setInterval(() => this.requestAll(), 1000) : undefined;
  }
}
