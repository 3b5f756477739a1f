import type { NavigationTarget } from '../../src/shared/protocol';
import type { MessageList } from './messageList';
import type { RowModel } from './rowModel';
import type { Row } from './rows';

export interface NavigationDeps {
  focusComposer(): void;
  openFind(): void;
  /** Returns the focus to the element of the page that last had it. */
  restoreFocus(): void;
  /** Called after the list has been scrolled. */
  onMoved(): void;
  requestRender(): void;
}

/** Carries out the navigation commands of the host. Mounts a distant message before it is focused. */
export class Navigation {
  private wanted: string | undefined;
  /** Key of the message to go to once the rows of its conversation are there. */
  private sought: string | undefined;
  private hadFocus = document.hasFocus();
  /** Where the page goes once it gets the focus. */
  private deferred: NavigationTarget | undefined;

  constructor(
    private readonly list: MessageList,
    private readonly model: RowModel,
    private readonly deps: NavigationDeps,
    signal: AbortSignal,
  ) {
    const onFocus = (): void => {
      this.hadFocus = true;
      const target = this.deferred;
      this.deferred = undefined;
      if (target) this.go(target);
    };
    window.addEventListener('focus', onFocus, { signal });
    document.addEventListener('pointerdown', () => (this.deferred = undefined), { signal, capture: true });
  }

  /**
   * Defers the target while a new page has not had the focus: VS Code focuses it, unless the user has opened a box
   * meanwhile, and taking the focus would close that box. A page that had the focus takes it: there VS Code focuses only
   * the frame around it.
   */
  go(target: NavigationTarget): void {
    if (!document.hasFocus()) {
      if (!this.hadFocus) {
        this.deferred = target;
        return;
      }
      window.focus();
    }
    if (typeof target === 'object') {
      this.sought = target.message;
      this.deps.requestRender();
      return;
    }
    switch (target) {
      case 'composer':
        this.deps.focusComposer();
        break;
      case 'lastAnswer':
        this.goTo(this.model.rows.findLast((row) => row.article.role === 'assistant'));
        break;
      case 'nextMessage':
        this.focusNext(1);
        break;
      case 'previousMessage':
        this.focusNext(-1);
        break;
      case 'lastFocus':
        this.deps.restoreFocus();
        break;
      case 'find':
        this.deps.openFind();
        break;
    }
  }

  /** Focuses the message once it is mounted. */
  afterRender(): void {
    const { sought } = this;
    this.sought = undefined;
    if (sought !== undefined) this.goTo(this.model.rows.find((row) => row.article.key === sought));
    if (this.wanted === undefined) return;
    const article = this.list.scroller.querySelector<HTMLElement>(
      `[data-article="${CSS.escape(this.wanted)}"]`,
    );
    if (!article) return;
    this.wanted = undefined;
    article.focus({ preventScroll: true });
  }

  /** Focuses the message after or before the focused one. Without one, the newest. */
  private focusNext(step: 1 | -1): void {
    const { rows } = this.model;
    const focused = document.activeElement?.closest<HTMLElement>('[data-article]')?.dataset['article'];
    if (focused === undefined) {
      this.goTo(rows.at(-1));
      return;
    }
    const from = step > 0 ? rows.findLastIndex((row) => row.article.key === focused) : indexOf(rows, focused);
    this.goTo(rows[from + step]);
  }

  private goTo(row: Row | undefined): void {
    if (!row) return;
    const first = this.model.rows[indexOf(this.model.rows, row.article.key)];
    if (!first) return;
    this.wanted = first.article.key;
    this.list.anchor.goTo(first, 8);
    this.deps.onMoved();
  }
}

function indexOf(rows: readonly Row[], article: string): number {
  return rows.findIndex((row) => row.article.key === article);
}
