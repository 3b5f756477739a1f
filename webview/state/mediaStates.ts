import type { HostMessage, MediaFailure, MediaSource } from '../../src/shared/protocol';
import { text } from '../words/text';

const failures: Readonly<Record<MediaFailure, string>> = {
  notHttps: text.mediaNotHttps,
  privateAddress: text.mediaPrivateAddress,
  redirected: text.mediaRedirected,
  tooLarge: text.mediaTooLarge,
  wrongType: text.mediaWrongType,
  unreachable: text.mediaUnreachable,
};

/** The images in the Markdown of a message. */
interface MessageImages {
  showImage(index: number, url: string): void;
  /** Shows words in place of an image. */
  noteImage(index: number, words: string): void;
}

/** State of a medium the reader asked for. */
export type MediaState =
  | { readonly type: 'loading' }
  | { readonly type: 'loaded'; readonly url: string; readonly mime: string }
  | { readonly type: 'failed'; readonly reason: string };

/** Maximum number of pictures kept. The oldest are removed first and can be requested again. */
const most = 30;

/** Media that the reader has requested, fetched by the host. The view itself loads nothing from the network. */
export class MediaStates {
  private readonly states = new Map<string, MediaState>();

  /** `markdownOf` returns the renderer of a message; `announce` informs screen readers. */
  constructor(
    private readonly markdownOf: (messageKey: string) => MessageImages | undefined,
    private readonly announce: (words: string) => void,
  ) {}

  get(messageKey: string, source: MediaSource, index: number): MediaState | undefined {
    return this.states.get(nameOf(messageKey, source, index));
  }

  request(messageKey: string, source: MediaSource, index: number): void {
    this.states.set(nameOf(messageKey, source, index), { type: 'loading' });
    if (source === 'markdown') this.markdownOf(messageKey)?.noteImage(index, text.loading);
  }

  accept(message: Extract<HostMessage, { type: 'mediaLoaded' | 'mediaFailed' }>): void {
    const name = nameOf(message.messageKey, message.source, message.index);
    const markdown = message.source === 'markdown' ? this.markdownOf(message.messageKey) : undefined;
    this.states.delete(name);
    if (message.type === 'mediaLoaded') {
      const url = `data:${message.mime};base64,${message.data}`;
      this.states.set(name, { type: 'loaded', url, mime: message.mime });
      markdown?.showImage(message.index, url);
      this.announce(message.mime.startsWith('image/') ? text.announcePicture : text.announcePlayable);
    } else {
      const reason = failures[message.reason];
      this.states.set(name, { type: 'failed', reason });
      markdown?.noteImage(message.index, reason);
      this.announce(reason);
    }
    const oldest = this.states.keys().next();
    if (this.states.size > most && !oldest.done) this.states.delete(oldest.value);
  }
}

function nameOf(messageKey: string, source: MediaSource, index: number): string {
  return `${source} ${String(index)} ${messageKey}`;
}
