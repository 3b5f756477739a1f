import type { Conversation } from '../../src/shared/conversation/conversation';
import type { ViewContext } from '../../src/shared/protocol';
import { Uploads } from './uploads';
import type { MediaStates } from './mediaStates';
import type { LocalState } from './localState';
import type { Store } from './store';
import type { UiState } from './uiState';
import type { ViewState } from './viewServices';

/** The state of one page: the host's, from the store, and the view's own. */
export class PageState implements ViewState {
  now = Date.now();
  lastDataAt = this.now;
  readonly uploads = new Uploads();

  constructor(
    private readonly store: Store,
    readonly local: LocalState,
    readonly ui: UiState,
    readonly media: MediaStates,
  ) {}

  get isReady(): boolean {
    return this.store.isReady;
  }

  get draftId(): string {
    return this.isReady ? this.conversation.id : this.local.conversationId;
  }

  get conversation(): Conversation {
    return this.store.conversation;
  }

  get context(): ViewContext {
    return this.store.context;
  }
}
