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
  /** The pointer went down while this had the focus. */
  private beforePress: HTMLElement | undefined;
  private isPressed = false;

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
    const onPress = (): void => {
      this.isPressed = true;
      const { activeElement } = document;
      this.beforePress = activeElement instanceof HTMLElement ? activeElement : undefined;
    };
    document.addEventListener('focusin', onFocus, { signal });
    document.addEventListener('pointerdown', onPress, { signal, capture: true });
    document.addEventListener('keydown', () => (this.isPressed = false), { signal, capture: true });
  }

  /** The next render shows what the selector means, and it is to have the focus. */
  focusAfterRender(selector: string): void {
    this.wanted = selector;
  }

  /**
   * Something opens outside of the page. Where it was asked for with the pointer, the focus goes back to the text field that
   * had it before the press, else to the box: the button has it only because it was pressed.
   */
  leaveByPointer(): void {
    if (!this.isPressed) return;
    const { beforePress } = this;
    const isField = beforePress?.matches('vscode-text-area, vscode-text-field') ?? false;
    if (beforePress?.isConnected && isField) beforePress.focus({ preventScroll: true });
    else this.focusComposer();
  }

  /** Takes the focus back into the page, to where it was. */
  restore(): void {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && activeElement !== document.body) {
      activeElement.focus({ preventScroll: true });
    } else if (this.last?.isConnected) this.last.focus({ preventScroll: true });
    else this.focusComposer();
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
