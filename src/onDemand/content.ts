import { conversationToMarkdown } from '../chat/transfer/conversationMarkdown';
import { exportWords } from '../chat/transfer/exportWords';
import { contentMarkdown } from '../chat/transfer/messageMarkdown';
import { inertMarkdown } from '../markdown/inert';
import type { Conversation, ServiceMessage } from '../shared/conversation/conversation';
import type { Language } from '../shared/text/language';

export { codesOf } from '../markdown/codes';
export { languageOf } from '../markdown/fenceLanguage';
export { imagesOf, linksOf } from '../markdown/links';
export { conversationFromJson, conversationToJson } from '../chat/transfer/conversationJson';

/** A conversation as a Markdown document in the user's language. */
export function conversationInMarkdown(conversation: Conversation, language: Language): string {
  return conversationToMarkdown(conversation, exportWords(language, inertMarkdown));
}

/** A message of the service alone, with the user's reply to it, in the user's language. */
export function messageInMarkdown(
  message: ServiceMessage,
  reply: string | undefined,
  language: Language,
): string {
  return contentMarkdown(message, exportWords(language, inertMarkdown), reply).join('\n\n');
}
