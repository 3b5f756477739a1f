import { html, nothing } from 'lit-html';
import { icon } from '../ui/icons';
import { fill, number, text } from '../words/text';

/** The fixed parts of the page: they stay the same elements for as long as the app lives. */
export interface Shell {
  /** Everything that is rendered. */
  readonly chat: HTMLElement;
  /** The scrolled conversation; its rows are rendered by the list alone. */
  readonly log: HTMLElement;
  /** Tells a screen reader. */
  announce(words: string): void;
}

export function createShell(root: HTMLElement): Shell {
  const log = document.createElement('div');
  log.className = 'log';
  log.setAttribute('role', 'log');
  // A log is read aloud by itself; an answer would be read token by token.
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
      // The same words again are news only when the text is another.
      live.textContent = live.textContent === words ? `${words}\u00a0` : words;
    },
  };
}

/** Counts the messages that came while the reader was above. */
export class UnseenCount {
  private unseen = 0;
  private seen = 0;

  reset(): void {
    this.unseen = 0;
    this.seen = 0;
  }

  /** `isAtEnd`: everything up to now was to be seen, but for what comes now. */
  update(articles: number, isFollowing: boolean, isAtEnd: boolean): void {
    if (isFollowing || isAtEnd) this.unseen = 0;
    if (!isFollowing && this.seen > 0) this.unseen += Math.max(0, articles - this.seen);
    this.seen = articles;
  }

  /** The way back to the end. */
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
