import {
  findRun,
  type Conversation,
  type Run,
  type ServiceMessage,
  type Turn,
} from '../../shared/conversation/conversation';
import type { MediaItem } from '../../shared/conversation/content';

/** A text as the view shows it: one that may still grow is read differently, there and here. */
export interface ShownText {
  readonly text: string;
  readonly isComplete: boolean;
}

/** The text that a key of the view names: what the user sent by the id of its turn, what the service said by its key. */
export function shownText(conversation: Conversation | undefined, key: string): ShownText | undefined {
  const message = messageOf(conversation, key);
  if (message) return { text: message.text, isComplete: message.isComplete };
  const turn = turnOf(conversation, key);
  return turn && { text: turn.text, isComplete: true };
}

/** The things by address that a key of the view names; none where it names a text. */
export function mediaItems(conversation: Conversation | undefined, key: string): readonly MediaItem[] {
  const body = messageOf(conversation, key)?.body;
  if (body) return body.type === 'media' ? body.items : [];
  return turnOf(conversation, key)?.attachments ?? [];
}

/** The message of the service that a key of the view names. */
export function messageOf(conversation: Conversation | undefined, key: string): ServiceMessage | undefined {
  const run: Run | undefined = conversation && findRun(conversation, key.split('/', 1)[0] ?? '')?.run;
  return run?.messages.find((candidate) => candidate.key === key);
}

function turnOf(conversation: Conversation | undefined, key: string): Turn | undefined {
  return conversation?.turns.find((turn) => turn.id === key);
}
