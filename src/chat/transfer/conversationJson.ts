import { isObject, parseJson } from '../../shared/json/json';
import type { ChatEvent } from '../../shared/conversation/chatEvent';
import { emptyConversation, type Conversation, type Turn } from '../../shared/conversation/conversation';
import { reduceAll } from '../../shared/conversation/reduce';
import { importedEvents } from './importedEvents';
import { replay } from '../replay';

const format = 'coze-workflow-chat/conversation';
const version = 1;
/** Largest import, in UTF-16 units. Exports are smaller. */
const maxLength = 200_000_000;

/** Exports a conversation as the events that recreate it. Contains no token, settings, service IDs or usage. */
export function conversationToJson(conversation: Conversation, newId: () => string): string {
  const { workflow, title } = conversation;
  const events = workflow ? eventsOf(conversation, workflow, title, newId) : [];
  return `${JSON.stringify({ format, version, title, workflow, events }, undefined, 2)}\n`;
}

/**
 * Reads the result of {@link conversationToJson} under new IDs, so that importing twice creates two conversations.
 * `undefined` for other content and for a file of a later version.
 */
export function conversationFromJson(
  text: string,
  newId: () => string,
): { readonly conversationId: string; readonly events: readonly ChatEvent[] } | undefined {
  const file = text.length <= maxLength ? parseJson(text) : undefined;
  if (!isObject(file) || file['format'] !== format || file['version'] !== version) return undefined;
  const events = importedEvents(file['events']);
  if (!events) return undefined;
  const conversation = reduceAll(emptyConversation, events);
  const { workflow } = conversation;
  if (!workflow) return undefined;
  const fresh = eventsOf(conversation, workflow, conversation.title, newId);
  const [first] = fresh;
  return first?.type === 'conversationStarted'
    ? { conversationId: first.conversationId, events: fresh }
    : undefined;
}

function eventsOf(
  conversation: Conversation,
  workflow: NonNullable<Conversation['workflow']>,
  title: string,
  newId: () => string,
): readonly ChatEvent[] {
  return [
    { type: 'conversationStarted', conversationId: newId(), workflow, at: conversation.startedAt },
    ...replay(conversation.turns.map(withoutFileIds), newId),
    ...(title ? [{ type: 'conversationRenamed' as const, title }] : []),
  ];
}

/** Only the account that has uploaded a file can send its ID. */
function withoutFileIds(turn: Turn): Turn {
  return { ...turn, attachments: turn.attachments.map(({ fileId, ...item }) => item) };
}
