import type { ChatEvent } from '../../shared/conversation/chatEvent';
import { parseUrl } from '../../shared/urls/urls';
import type { CozeChat, CozeEvent, CozeMessage } from './cozeEvent';

const nothing: readonly ChatEvent[] = [];
const toolTypes: ReadonlySet<string> = new Set([
  'function_call',
  'tool_response',
  'tool_output',
  'knowledge',
]);

/**
 * Converts a decoded event to conversation events. Stateless: {@link reduce} draws the conclusions. `isTrustedDebugUrl`
 * decides whether a debug link may be opened; the link is reported in either case.
 */
export function toChatEvents(
  event: CozeEvent,
  runId: string,
  isTrustedDebugUrl: (url: string) => boolean,
): readonly ChatEvent[] {
  switch (event.type) {
    case 'delta':
      return withDebugUrl(deltaEvents(event.message, runId), event.debugUrl, runId, isTrustedDebugUrl);
    case 'message':
      return withDebugUrl(messageEvents(event.message, runId), event.debugUrl, runId, isTrustedDebugUrl);
    case 'chat':
      return withDebugUrl(chatEvents(event, runId), event.debugUrl, runId, isTrustedDebugUrl);
    case 'failed': {
      const failed: ChatEvent = { type: 'chatFailed', runId, error: event.error };
      const events = event.chat ? [...chatFacts(event.chat, runId, true), failed] : [failed];
      return withDebugUrl(events, event.debugUrl, runId, isTrustedDebugUrl);
    }
    case 'debug':
    case 'done':
      return withDebugUrl(nothing, event.debugUrl, runId, isTrustedDebugUrl);
    case 'silence':
      return [{ type: 'silenceNoticed', runId, since: event.since }];
    case 'silenceEnded':
      return [{ type: 'silenceEnded', runId }];
    case 'skipped':
      return nothing;
  }
}

function deltaEvents(message: CozeMessage, runId: string): readonly ChatEvent[] {
  const { id: messageId, type, content, reasoning } = message;
  if (type === 'verbose' || type === 'follow_up') return interruptOf(message, runId);
  const role = toolTypes.has(type) ? 'tool' : 'assistant';
  const events: ChatEvent[] = [];
  if (reasoning !== undefined && role === 'assistant') {
    events.push({ type: 'reasoningAppended', runId, messageId, text: reasoning });
  }
  // A delta of a card or of an `object_string` is incomplete JSON; only the completed message can be shown.
  const isPiece = message.body.type === 'text' && message.contentType === 'object_string';
  const isRawCard = message.body.type === 'card' && content === message.body.raw;
  if (content !== '' && !isPiece && !isRawCard) {
    events.push(
      message.body.type === 'text'
        ? { type: 'textAppended', runId, messageId, role, text: content }
        : { type: 'textAppended', runId, messageId, role, text: content, body: message.body },
    );
  }
  return events;
}

function messageEvents(message: CozeMessage, runId: string): readonly ChatEvent[] {
  if (message.type === 'verbose') return interruptOf(message, runId);
  if (message.type === 'follow_up') {
    return message.content.trim() === ''
      ? nothing
      : [{ type: 'followUpSuggested', runId, text: message.content }];
  }
  const role = toolTypes.has(message.type) ? 'tool' : 'assistant';
  const events: ChatEvent[] = [];
  // If `created` was lost, messages name the conversation, which a reply needs.
  if (message.conversationId !== undefined) {
    events.push({ type: 'chatStarted', runId, cozeConversationId: message.conversationId });
  }
  events.push({
    type: 'messageCompleted',
    runId,
    messageId: message.id,
    role,
    text: message.content,
    ...(message.reasoning !== undefined && role === 'assistant' && { reasoning: message.reasoning }),
    body: message.body,
  });
  return events;
}

function interruptOf(message: CozeMessage, runId: string): readonly ChatEvent[] {
  return message.interrupt === undefined
    ? nothing
    : [{ type: 'interruptSignalled', runId, signal: message.interrupt }];
}

function chatEvents(event: Extract<CozeEvent, { type: 'chat' }>, runId: string): readonly ChatEvent[] {
  const { chat, phase } = event;
  const isBeginning = phase === 'created' || phase === 'inProgress';
  const events = chatFacts(chat, runId, isBeginning);
  if (phase === 'requiresAction') {
    events.push({ type: 'interruptSignalled', runId, signal: 'requiresAction' });
  } else if (chat.status === 'requires_action') {
    events.push({ type: 'interruptSignalled', runId, signal: 'chatStatus' });
  }
  if (phase === 'completed') events.push({ type: 'chatCompleted', runId });
  if (phase === 'canceled') events.push({ type: 'chatCanceled', runId });
  return events;
}

/**
 * IDs and usage of a chat object. Only its first event names the chat: the documentation's samples have another ID in
 * every event, and the first one is valid for cancel.
 */
function chatFacts(chat: CozeChat, runId: string, isBeginning: boolean): ChatEvent[] {
  const events: ChatEvent[] = [];
  const chatId = isBeginning ? chat.id : undefined;
  if (isBeginning || chat.conversationId !== undefined) {
    events.push({
      type: 'chatStarted',
      runId,
      ...(chatId !== undefined && { chatId }),
      ...(chat.conversationId !== undefined && { cozeConversationId: chat.conversationId }),
    });
  }
  if (chat.executeId !== undefined) {
    events.push({ type: 'executionIdentified', runId, executeId: chat.executeId });
  }
  if (chat.usage) events.push({ type: 'usageReported', runId, usage: chat.usage });
  return events;
}

function withDebugUrl(
  events: readonly ChatEvent[],
  url: string | undefined,
  runId: string,
  isTrustedDebugUrl: (url: string) => boolean,
): readonly ChatEvent[] {
  if (url === undefined) return events;
  const executeId = executeIdIn(url);
  const link: ChatEvent = { type: 'debugUrlReceived', runId, url, isTrusted: isTrustedDebugUrl(url) };
  // Failure and completion come last, so that the debug link precedes them.
  return executeId === undefined
    ? [link, ...events]
    : [link, { type: 'executionIdentified', runId, executeId }, ...events];
}

/** The cloud reports the execution ID only in the debug link. */
function executeIdIn(url: string): string | undefined {
  return parseUrl(url)?.searchParams.get('execute_id') ?? undefined;
}
