import { html, nothing, render } from 'lit-html';
import type { Composer } from '../composer/composer';
import { emptyState } from '../chrome/emptyState';
import type { Find } from '../find/find';
import { banners, header } from '../chrome/header';
import type { MessageList } from '../list/messageList';
import type { AutoFollow } from '../list/autoFollow';
import { UnseenCount, type Shell } from '../chrome/shell';
import type { ViewServices } from '../state/viewServices';
import { text } from '../words/text';

export interface PageChromeDeps {
  readonly view: ViewServices;
  readonly list: MessageList;
  readonly autoFollow: AutoFollow;
  readonly find: Find;
  readonly composer: Composer;
  readonly scrollToEnd: () => void;
}

/** Everything on the page except the rows of the message list. */
export class PageChrome {
  private readonly unseen = new UnseenCount();
  /** Whether the last render offered the button that scrolls to the end. */
  private hasJump = false;

  constructor(
    private readonly shell: Shell,
    private readonly deps: PageChromeDeps,
  ) {}

  /** Forgets the unseen messages of the conversation before. */
  reset(): void {
    this.unseen.reset();
  }

  /** Whether the button that scrolls to the end must appear or disappear. */
  get isOutdated(): boolean {
    return this.hasJump !== this.isJumpNeeded;
  }

  /** `articles` is the number of messages of the conversation. */
  render(isReady: boolean, articles: number): void {
    const { view, list, find, composer, scrollToEnd } = this.deps;
    const { anchor } = list;
    this.unseen.update(articles, anchor.isFollowing, anchor.isAtEnd);
    this.hasJump = this.isJumpNeeded;
    const isEmpty = isReady && articles === 0;
    render(
      html`${header(view)} ${banners(view)}
        <main>
          ${find.template()} ${isReady ? nothing : loading()} ${isEmpty ? emptyState(view) : nothing}
          ${list.scroller} ${this.hasJump ? this.unseen.button(scrollToEnd) : nothing}
        </main>
        ${composer.template()}`,
      this.shell.chat,
    );
    list.scroller.classList.toggle('empty-log', isEmpty);
  }

  private get isJumpNeeded(): boolean {
    const { list, autoFollow } = this.deps;
    return !list.anchor.isFollowing && !autoFollow.isPointerDown && !list.anchor.isAtEnd;
  }
}

function loading(): unknown {
  return html`<p class="loading note" role="status">
    <span class="spinner" aria-hidden="true"></span>${text.loadingConversation}
  </p>`;
}
