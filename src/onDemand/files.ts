export { conversationFromJson, conversationToJson } from '../chat/conversationJson';
export { conversationToMarkdown } from '../chat/conversationMarkdown';
