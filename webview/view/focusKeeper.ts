/** Around the messages, and in what is answered by writing: what is gone from there leaves the reader at the box. */
const aroundMessages = 'form.asking, .chips, .confirm, header, .banner, .empty, .composer, .jump';

/**
 * Sees to it that the focus is never lost: what had it may be gone after a render, or may no longer be pressed. Then it goes
 * to the message that held it, to the conversation, or to the box. Never while the focus is outside of the page.
 */
export class FocusKeeper {
  private last: HTMLElement | undefined;
  private article: string | undefined;
  private isInLog = false;
  private wanted: string | undefined;

  constructor(
    private readonly log: HTMLElement,
    private readonly focusComposer: () => void,
    signal: AbortSignal,
  ) {
    const onFocus = (event: FocusEvent): void => {
      this.last = event.target instanceof HTMLElement ? event.target : undefined;
      const isKept = this.last?.closest(aroundMessages) === null;
      this.article = isKept
        ? this.last?.closest<HTMLElement>('[data-article]')?.dataset['article']
        : undefined;
      this.isInLog = isKept && this.log.contains(event.target as Node);
    };
    document.addEventListener('focusin', onFocus, { signal });
  }

  /** The next render shows what the selector means, and it is to have the focus. */
  want(selector: string): void {
    this.wanted = selector;
  }

  afterRender(): void {
    const wanted = this.wanted === undefined ? null : document.querySelector<HTMLElement>(this.wanted);
    this.wanted = undefined;
    if (wanted) wanted.focus({ preventScroll: true });
    else if (document.hasFocus() && this.isLost()) this.findPlace();
  }

  private isLost(): boolean {
    const { last } = this;
    if (!last || (last.isConnected && !last.hasAttribute('disabled'))) return false;
    const { activeElement } = document;
    return activeElement === null || activeElement === document.body || activeElement === last;
  }

  private findPlace(): void {
    const { article, isInLog } = this;
    this.last = undefined;
    const place =
      article === undefined
        ? null
        : this.log.querySelector<HTMLElement>(`[data-article="${CSS.escape(article)}"]`);
    if (place) place.focus({ preventScroll: true });
    else if (isInLog) this.log.focus({ preventScroll: true });
    else this.focusComposer();
  }
}
