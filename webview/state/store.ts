import { emptyConversation, findRun, type Conversation } from '../../src/shared/conversation/conversation';
import { messageOfDelta } from '../../src/shared/conversation/messages';
import type { HostMessage, ViewContext } from '../../src/shared/protocol';
import { joinDeltas } from '../../src/shared/conversation/joinDeltas';
import { reduce } from '../../src/shared/conversation/reduce';

const noContext: ViewContext = {
  workflows: [],
  token: 'missing',
  enterBehavior: 'send',
  canGiveFeedback: false,
  canSignIn: false,
};

/** Milliseconds between requests for the first snapshot. */
const askAgainMs = 2_000;

/**
 * The view's copy of the conversation: a snapshot plus numbered events, reduced by the same `reduce` as in the host. After
 * a gap in the numbers it asks for another snapshot.
 */
export class Store {
  conversation: Conversation = emptyConversation;
  context: ViewContext = noContext;
  /** False until the first snapshot has arrived. */
  isReady = false;

  private seq = 0;
  private isWaitingForSnapshot = false;

  constructor(
    private readonly askForSnapshot: () => void,
    /** Receives text that was appended to a message, before `accept` returns. */
    private readonly onDelta: (messageKey: string, delta: string) => void,
  ) {}

  /** Asks for a snapshot, repeatedly until one arrives: VS Code may drop messages of a page that was just created. */
  start(signal: AbortSignal): void {
    this.ask();
    const asking = setInterval(() => {
      if (this.isReady) clearInterval(asking);
      else this.askForSnapshot();
    }, askAgainMs);
    signal.addEventListener('abort', () => clearInterval(asking));
  }

  /** Returns whether there is a change to render. */
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
      // The snapshot was lost: the host sent it while the page was hidden, or to the page before it.
      this.askForSnapshot();
      return false;
    }
    const isOurs = message.conversationId === this.conversation.id || this.conversation.id === '';
    // Late events of the conversation before: the host sends a snapshot whenever it changes the conversation.
    if (!isOurs) return false;
    if (message.from > this.seq) {
      this.ask();
      return false;
    }
    const fresh = message.events.slice(this.seq - message.from);
    for (const event of joinDeltas(fresh)) {
      this.conversation = reduce(this.conversation, event);
      if (event.type !== 'textAppended') continue;
      const run = findRun(this.conversation, event.runId)?.run;
      const message = run && messageOfDelta(run.messages, event);
      if (message) this.onDelta(message.key, event.text);
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
