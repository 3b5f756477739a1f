import type { ChatEvent } from '../../src/shared/conversation/chatEvent';
import {
  lastRun,
  lastTurn,
  questionOf,
  type Conversation,
  type Run,
} from '../../src/shared/conversation/conversation';
import { beginning } from '../../src/shared/text/beginning';
import { fill, list, text } from '../words/text';

const ratings = {
  like: text.announceLiked,
  unlike: text.announceUnliked,
  none: text.announceUnrated,
} as const;

/**
 * Announces to screen readers that an answer began and how it ended, never its tokens. A failure is rendered as an
 * alert, so it is announced here only if its row is not mounted.
 */
export class Announcer {
  private run:
    { readonly id: string; readonly hasBegun: boolean; readonly outcome: Run['outcome'] } | undefined;

  private isPrimed = false;

  constructor(
    private readonly say: (words: string) => void,
    /** The words of a failure that no alert shows; empty if one does. */
    private readonly unseenFailure: (run: Run) => string,
  ) {}

  /** Announces what has changed since the last call. The first call announces nothing. */
  update(conversation: Conversation): void {
    const turn = lastTurn(conversation);
    const run = turn && lastRun(turn);
    const before = this.run;
    this.run = run && { id: run.id, hasBegun: run.messages.length > 0, outcome: run.outcome };
    const wasPrimed = this.isPrimed;
    this.isPrimed = true;
    if (!run || !wasPrimed) return;
    const isSame = before?.id === run.id;
    if (run.outcome && (!isSame || !before.outcome)) this.sayEnd(run);
    else if (!run.outcome && run.messages.length > 0 && !(isSame && before.hasBegun))
      this.say(text.announceBegan);
  }

  /** Announces the result of an action of the reader on a message. */
  hear(events: readonly ChatEvent[]): void {
    for (const event of events) {
      if (event.type === 'feedbackGiven') this.say(ratings[event.feedback]);
      else if (event.type === 'turnHidden') this.say(text.announceHidden);
    }
  }

  /** Forgets the last run, so that nothing of another conversation is announced. */
  reset(): void {
    this.run = undefined;
    this.isPrimed = false;
  }

  private sayEnd(run: Run): void {
    if (run.outcome === 'completed') this.say(text.announceEnded);
    else if (run.outcome === 'stopped') this.say(text.announceStopped);
    else if (run.outcome === 'waiting') {
      this.say(fill(text.announceWaiting, { question: questionWords(run) || text.emptyQuestion }));
    } else {
      const failure = this.unseenFailure(run);
      if (failure !== '') this.say(failure);
    }
  }
}

/** The text of the question. For a form without a title, the names of its fields. */
function questionWords(run: Run): string {
  const question = questionOf(run);
  const card = question?.body.type === 'card' ? question.body.question : undefined;
  const fields = card?.type === 'inputs' ? list(card.fields.map(({ name }) => name)) : '';
  return beginning(question?.text || card?.title || fields, 300);
}
