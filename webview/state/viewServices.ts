import type { Conversation } from '../../src/shared/conversation/conversation';
import type { MediaSource, ViewContext, ViewMessage } from '../../src/shared/protocol';
import type { Uploads } from './uploads';
import type { CompositionWatch } from '../keys/composition';
import type { MediaStates } from './mediaStates';
import type { LocalState } from './localState';
import type { UiState } from './uiState';

/** What templates depend on: the state they show, the actions they offer, and the page they are on. */
export interface ViewServices {
  readonly state: ViewState;
  readonly actions: ViewActions;
  readonly page: PageControl;
}

export interface ViewState {
  /** False until the conversation has arrived. */
  readonly isReady: boolean;
  readonly conversation: Conversation;
  readonly context: ViewContext;
  /** ID of the conversation in the message box. Until it has arrived, that of the one that this page showed last. */
  readonly draftId: string;
  readonly local: LocalState;
  readonly ui: UiState;
  readonly media: Pick<MediaStates, 'get'>;
  readonly uploads: Uploads;
  /** Milliseconds since the epoch. Advances once a second while a run is timed. */
  readonly now: number;
  /** When this page last received data of a run, in milliseconds since the epoch. */
  readonly lastDataAt: number;
}

export interface ViewActions {
  /** Sends a message to the host. Returns false, and shows the reason, if the message exceeds a limit. */
  post(message: ViewMessage): boolean;
  /** `isAutomatic`: by the user's setting, without a click. */
  loadMedia(messageKey: string, source: MediaSource, index: number, isAutomatic?: boolean): void;
  /** Renders the part of a long answer that was held back. */
  showRest(messageKey: string): void;
  /** Copies through the host and confirms it at the button that was pressed. */
  copy(text: string, event: Event): void;
  /** Copies a message of the service, whose text the host has. */
  copyMessage(messageKey: string, event: Event): void;
}

export interface PageControl {
  readonly composition: CompositionWatch;
  /** Schedules a render of everything, rows included. */
  readonly refresh: () => void;
  /** Schedules a render of the chrome and of rows that have changed. Cheap enough for every key press. */
  readonly refreshChrome: () => void;
  readonly focusComposer: () => void;
  /** Focuses the first element that matches the selector after the next render. */
  readonly focusAfterRender: (selector: string) => void;
  /** Has a screen reader announce the text. */
  readonly announce: (words: string) => void;
}
