/** Elements that text is typed into, or values chosen in. */
const fields = 'vscode-text-area, vscode-text-field, input, textarea, select';

/** Elements whose loss moves the focus to the message box rather than to a message. */
const aroundMessages = 'form.asking, .chips, .confirm, header, .banner, .empty, .composer, .jump';

/**
 * Restores the focus when a render has removed or disabled the focused element: to its message, to the conversation, or
 * to the message box. Never takes the focus from outside of the page.
 */
export class FocusKeeper {
  private last: HTMLElement | undefined;
  private article: string | undefined;
  private isInLog = false;
  private wanted: string | undefined;
  /** The focused element when the pointer was pressed. */
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

  /** Focuses the first element that matches the selector after the next render. */
  focusAfterRender(selector: string): void {
    this.wanted = selector;
  }

  /**
   * Call before something opens outside of the page. After a click, moves the focus from the button to the field
   * that had it before, or to the message box: VS Code later returns the focus to this element.
   */
  leaveByPointer(): void {
    if (!this.isPressed) return;
    const { beforePress } = this;
    const isField = beforePress?.matches(fields) ?? false;
    if (beforePress?.isConnected && isField) beforePress.focus({ preventScroll: true });
    else this.focusComposer();
  }

  /** Returns the focus to the element of the page that last had it. */
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
