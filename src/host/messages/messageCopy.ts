import { findRun, type Conversation } from '../../shared/conversation/conversation';
import { messageOf, shownText } from './messageLookup';
import type { Language } from '../../shared/text/language';

/**
 * The text to copy for a message: a plain answer as the service sent it, without its reasoning; cards, media and answers
 * with images as Markdown. `undefined` if there is no such message.
 */
export async function copyOfMessage(
  conversation: Conversation | undefined,
  key: string,
  language: Language,
): Promise<string | undefined> {
  const message = messageOf(conversation, key);
  if (!conversation || !message) return shownText(conversation, key)?.text;
  const { body, text, isComplete } = message;
  if (body.type === 'tool') return text;
  const { imagesOf, messageInMarkdown } = await import('../../onDemand/content');
  if (body.type === 'text' && imagesOf(text, isComplete).length === 0) return text;
  return messageInMarkdown(message, replyTo(conversation, key), language);
}

/** The reply to a question: it belongs to the next run of the turn. */
function replyTo(conversation: Conversation, key: string): string | undefined {
  const found = findRun(conversation, key.split('/', 1)[0] ?? '');
  return found?.turn.runs[found.turn.runs.indexOf(found.run) + 1]?.reply;
}
