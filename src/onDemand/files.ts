import { conversationToMarkdown } from '../chat/conversationMarkdown';
import { exportWords } from '../chat/exportWords';
import { inertMarkdown } from '../markdown/inert';
import type { Conversation } from '../shared/conversation';

export { conversationFromJson, conversationToJson } from '../chat/conversationJson';

/** A conversation as a Markdown document in the user's language. */
export function conversationInMarkdown(conversation: Conversation, language: 'en' | 'zh'): string {
  return conversationToMarkdown(conversation, exportWords(language, inertMarkdown));
}
