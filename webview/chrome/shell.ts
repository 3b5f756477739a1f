import { html, nothing } from 'lit-html';
import { icon } from '../ui/icons';
import { fill, number, text } from '../words/text';

/** The root elements of the page. They exist as long as the app. */
export interface Shell {
  /** Contains everything that is rendered. */
  readonly chat: HTMLElement;
  /** The scrolled conversation. Only the message list renders into it. */
  readonly log: HTMLElement;
  /** Has a screen reader announce the text. */
  announce(words: string): void;
}

export function createShell(root: HTMLElement): Shell {
  const log = document.createElement('div');
  log.className = 'log';
  log.setAttribute('role', 'log');
  // By default a log is announced, and an answer would be read token by token.
  log.setAttribute('aria-live', 'off');
  log.setAttribute('aria-label', text.conversation);
  log.tabIndex = 0;
  const chat = document.createElement('div');
  chat.className = 'chat';
  const live = document.createElement('div');
  live.className = 'hidden';
  live.setAttribute('role', 'status');
  root.replaceChildren(chat, live);
  return {
    chat,
    log,
    announce: (words) => {
      // A screen reader announces only changed text.
      live.textContent = live.textContent === words ? `${words}\u00a0` : words;
    },
  };
}

/** Counts the messages that arrived below the viewport. */
export class UnseenCount {
  private unseen = 0;
  private seen = 0;

  reset(): void {
    this.unseen = 0;
    this.seen = 0;
  }

  /** `articles` is the number of messages. With `isFollowing` or `isAtEnd` all of them have been seen. */
  update(articles: number, isFollowing: boolean, isAtEnd: boolean): void {
    if (isFollowing || isAtEnd) this.unseen = 0;
    if (!isFollowing && this.seen > 0) this.unseen += Math.max(0, articles - this.seen);
    this.seen = articles;
  }

  /** The button that scrolls to the end. */
  button(onClick: () => void): unknown {
    const words =
      this.unseen > 0 ? fill(text.jumpToLatestCount, { count: number(this.unseen) }) : text.jumpToLatest;
    return html`<vscode-button
      class="jump"
      appearance="secondary"
      aria-label=${words}
      title=${words}
      @click=${onClick}
      >${icon('jump')}${this.unseen > 0 ? html`<span class="unseen">${number(this.unseen)}</span>` : nothing}</vscode-button
    >`;
  }
}
