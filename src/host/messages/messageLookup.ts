import {
  findRun,
  type Conversation,
  type Run,
  type ServiceMessage,
  type Turn,
} from '../../shared/conversation/conversation';
import type { MediaItem } from '../../shared/conversation/content';

/** A text as the view shows it. Incomplete text is parsed differently. */
export interface ShownText {
  readonly text: string;
  readonly isComplete: boolean;
}

/** The text for a key of the view: the ID of a turn for a message of the user, or the key of a message of the service. */
export function shownText(conversation: Conversation | undefined, key: string): ShownText | undefined {
  const message = messageOf(conversation, key);
  if (message) return { text: message.text, isComplete: message.isComplete };
  const turn = turnOf(conversation, key);
  return turn && { text: turn.text, isComplete: true };
}

/** The media items for a key of the view; empty for a text. */
export function mediaItems(conversation: Conversation | undefined, key: string): readonly MediaItem[] {
  const body = messageOf(conversation, key)?.body;
  if (body) return body.type === 'media' ? body.items : [];
  return turnOf(conversation, key)?.attachments ?? [];
}

/** The message of the service for a key of the view. */
export function messageOf(conversation: Conversation | undefined, key: string): ServiceMessage | undefined {
  const run: Run | undefined = conversation && findRun(conversation, key.split('/', 1)[0] ?? '')?.run;
  return run?.messages.find((candidate) => candidate.key === key);
}

function turnOf(conversation: Conversation | undefined, key: string): Turn | undefined {
  return conversation?.turns.find((turn) => turn.id === key);
}
