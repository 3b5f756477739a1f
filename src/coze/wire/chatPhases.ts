/** What an event of the stream says about the chat as a whole. */
export type ChatPhase = 'created' | 'inProgress' | 'requiresAction' | 'completed' | 'canceled';

/** By the name of the event (docs/coze-protocol.md, 2.4). */
export const phaseByEvent: ReadonlyMap<string, ChatPhase> = new Map<string, ChatPhase>([
  ['conversation.chat.created', 'created'],
  ['conversation.chat.in_progress', 'inProgress'],
  ['conversation.chat.requires_action', 'requiresAction'],
  ['conversation.chat.required_action', 'requiresAction'],
  ['conversation.chat.completed', 'completed'],
  ['conversation.chat.canceled', 'canceled'],
  ['conversation.chat.cancelled', 'canceled'],
]);

/** By the status of a chat object whose event has no name. */
export const phaseByStatus: ReadonlyMap<string, ChatPhase> = new Map<string, ChatPhase>([
  ['created', 'created'],
  ['in_progress', 'inProgress'],
  ['requires_action', 'requiresAction'],
  ['completed', 'completed'],
  ['canceled', 'canceled'],
  ['cancelled', 'canceled'],
]);
