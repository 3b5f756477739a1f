import { html, nothing, render } from 'lit-html';
import type { Composer } from '../composer/composer';
import { emptyState } from './emptyState';
import type { Find } from '../find/find';
import { banners, header } from './header';
import type { MessageList } from '../list/messageList';
import type { ScrollContract } from '../list/autoFollow';
import { UnseenCount, type Shell } from './shell';
import type { Stage } from '../app/viewServices';
import { text } from '../words/text';

export interface AroundParts {
  readonly stage: Stage;
  readonly list: MessageList;
  readonly contract: ScrollContract;
  readonly find: Find;
  readonly composer: Composer;
  /** The reader wants to be at the end. */
  readonly toEnd: () => void;
}

/** Everything on the page around the rows of the list. */
export class Around {
  private readonly unseen = new UnseenCount();
  /** The way back to the end was offered by the last render. */
  private hasJump = false;

  constructor(
    private readonly shell: Shell,
    private readonly parts: AroundParts,
  ) {}

  /** Another conversation is shown: nothing in it is unseen. */
  reset(): void {
    this.unseen.reset();
  }

  /** The way back to the end is to be offered, or no longer: something but a render has changed where the end is. */
  get isOutdated(): boolean {
    return this.hasJump !== this.isJumpNeeded;
  }

  /** `articles` are all messages of the conversation; without any of them a page that is ready has an empty state. */
  render(isReady: boolean, articles: number): void {
    const { stage, list, find, composer, toEnd } = this.parts;
    const { reader } = list;
    this.unseen.update(articles, reader.isFollowing, reader.isAtEnd);
    this.hasJump = this.isJumpNeeded;
    const isEmpty = isReady && articles === 0;
    render(
      html`${header(stage)} ${banners(stage)}
        <main>
          ${find.template()} ${isReady ? nothing : loading()} ${isEmpty ? emptyState(stage) : nothing}
          ${list.scroller} ${this.hasJump ? this.unseen.button(toEnd) : nothing}
        </main>
        ${composer.template()}`,
      this.shell.chat,
    );
    list.scroller.classList.toggle('empty-log', isEmpty);
  }

  private get isJumpNeeded(): boolean {
    const { list, contract } = this.parts;
    return !list.reader.isFollowing && !contract.isPointerDown && !list.reader.isAtEnd;
  }
}

function loading(): unknown {
  return html`<p class="loading note" role="status">
    <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>${text.loadingConversation}
  </p>`;
}
