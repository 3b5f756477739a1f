import { emptyConversation, type Conversation } from '../../src/shared/conversation/conversation';
import type { HostMessage, ViewContext } from '../../src/shared/protocol';
import { joinDeltas } from '../../src/shared/conversation/joinDeltas';
import { reduce } from '../../src/shared/conversation/reduce';
import type { Additions } from './additions';

const noContext: ViewContext = {
  workflows: [],
  token: 'missing',
  enterBehavior: 'send',
  canGiveFeedback: false,
};

/**
 * The view's copy of the conversation: a snapshot plus numbered events, put together by the same `reduce` as the host's.
 * It can always be rebuilt, so whatever does not fit is answered by asking for a snapshot.
 */
export class Store {
  conversation: Conversation = emptyConversation;
  context: ViewContext = noContext;
  /** False until the first snapshot: nothing is known, so nothing is shown as missing. */
  isReady = false;

  private seq = 0;
  private isWaitingForSnapshot = false;

  constructor(
    private readonly additions: Additions,
    private readonly askForSnapshot: () => void,
  ) {}

  /** Forgets everything and asks anew. */
  reset(): void {
    this.conversation = emptyConversation;
    this.isReady = false;
    this.seq = 0;
    this.ask();
  }

  /** Takes a message in; true when something to show has changed. */
  accept(message: HostMessage): boolean {
    switch (message.type) {
      case 'snapshot':
        this.conversation = message.conversation;
        this.context = message.context;
        this.seq = message.seq;
        this.isReady = true;
        this.isWaitingForSnapshot = false;
        return true;
      case 'context':
        this.context = message.context;
        return true;
      case 'events':
        return this.acceptEvents(message);
      case 'resync':
        this.askForSnapshot();
        return false;
      default:
        return false;
    }
  }

  private acceptEvents(message: Extract<HostMessage, { type: 'events' }>): boolean {
    if (!this.isReady) {
      // The snapshot was lost: the host took the page for hidden, or for the one before it.
      this.askForSnapshot();
      return false;
    }
    const isOurs = message.conversationId === this.conversation.id || this.conversation.id === '';
    // Another conversation's events are late ones: the host sends a snapshot whenever it changes the conversation.
    if (!isOurs) return false;
    if (message.from > this.seq) {
      this.ask();
      return false;
    }
    const fresh = message.events.slice(this.seq - message.from);
    for (const event of joinDeltas(fresh)) {
      const before = this.conversation;
      this.conversation = reduce(before, event);
      this.additions.note(before, this.conversation, event);
    }
    this.seq += fresh.length;
    return fresh.length > 0;
  }

  private ask(): void {
    if (this.isWaitingForSnapshot) return;
    this.isWaitingForSnapshot = true;
    this.askForSnapshot();
  }
}
