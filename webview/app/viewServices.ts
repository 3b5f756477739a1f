import type { Conversation } from '../../src/shared/conversation/conversation';
import type { MediaSource, ViewContext, ViewMessage } from '../../src/shared/protocol';
import type { CompositionWatch } from '../composer/composition';
import type { LocalState } from './localState';

/** What the host said about media the reader asked for. */
export type MediaState =
  | { readonly type: 'loading' }
  | { readonly type: 'loaded'; readonly url: string }
  | { readonly type: 'failed'; readonly reason: string };

/** What every template needs: what is to be shown, and ways to act on it. */
export interface Stage {
  readonly conversation: Conversation;
  readonly context: ViewContext;
  readonly local: LocalState;
  readonly composition: CompositionWatch;
  /** Milliseconds since the epoch, moving once a second while something is timed. */
  readonly now: number;
  /** When a run last received something, as far as this page knows, in milliseconds since the epoch. */
  readonly lastDataAt: number;
  /** Hands a message to the host. False where it exceeds a limit: nothing was done, and the reason is shown. */
  post(message: ViewMessage): boolean;
  /** Shows again everything that depends on the view's own state, messages too. */
  refresh(): void;
  /** Shows again what is around the messages: cheap enough for every key press. */
  redraw(): void;
  /** Things that are open or being asked, by name: `edit:TURN`, `confirm:TURN`, `open:TURN` … Gone after a reload. */
  isOn(name: string): boolean;
  setOn(name: string, isOn: boolean): void;
  mediaState(messageKey: string, source: MediaSource, index: number): MediaState | undefined;
  loadMedia(messageKey: string, source: MediaSource, index: number): void;
  showRest(messageKey: string): void;
  focusComposer(): void;
  /** What the selector means has the focus after the next render. */
  focusNext(selector: string): void;
  /** Tells a screen reader. */
  announce(words: string): void;
  /** Copies through the host, says so, and shows it at the button that was pressed. */
  copy(text: string, event: Event): void;
  /** The same for a message of the service, which the host has. */
  copyMessage(messageKey: string, event: Event): void;
}
