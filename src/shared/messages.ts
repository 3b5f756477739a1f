import type { ServiceMessage } from './conversation';
import type { RunSignal } from './chatEvent';

type MessageSignal = Extract<RunSignal, { type: 'textAppended' | 'reasoningAppended' | 'messageCompleted' }>;

/**
 * Adds a piece of a message, or its end, to the messages of a run. Ids on the wire may be empty, "0", or differ between
 * the deltas and the completed message (coze-protocol §2.2), so a message without a match by id is matched by shape.
 */
export function applyToMessages(
  messages: readonly ServiceMessage[],
  runId: string,
  event: MessageSignal,
): readonly ServiceMessage[] {
  const role = event.type === 'reasoningAppended' ? 'assistant' : event.role;
  const index = findMessage(messages, event, role);
  const found = messages[index];
  if (found?.isComplete && event.type !== 'messageCompleted') return messages;
  const before: ServiceMessage = found ?? {
    key: `${runId}/${String(messages.length)}`,
    id: event.messageId,
    role,
    text: '',
    reasoning: '',
    body: { type: 'text' },
    isComplete: false,
  };
  const after = applyToMessage(before, event);
  return found ? messages.with(index, after) : [...messages, after];
}

function applyToMessage(message: ServiceMessage, event: MessageSignal): ServiceMessage {
  switch (event.type) {
    case 'textAppended':
      return { ...message, text: message.text + event.text, ...(event.body && { body: event.body }) };
    case 'reasoningAppended':
      return { ...message, reasoning: message.reasoning + event.text };
    case 'messageCompleted':
      return {
        ...message,
        id: hasId(message.id) ? message.id : event.messageId,
        // The docs' own sample: the completed text differs from its deltas and counts. An empty one keeps them (§7.20).
        text: event.text || message.text,
        reasoning: event.reasoning ?? message.reasoning,
        body: event.body,
        isComplete: true,
      };
  }
}

function findMessage(
  messages: readonly ServiceMessage[],
  event: MessageSignal,
  role: ServiceMessage['role'],
): number {
  if (hasId(event.messageId)) {
    const byId = messages.findLastIndex((message) => message.id === event.messageId && message.role === role);
    if (byId >= 0) return byId;
    if (event.type !== 'messageCompleted') return -1;
  }
  const open = messages.findLastIndex((message) => !message.isComplete && message.role === role);
  if (event.type !== 'messageCompleted') return messages[open] && !hasId(messages[open].id) ? open : -1;
  if (open < 0) return repeated(messages, event, role);
  const candidate = messages[open];
  if (!candidate) return -1;
  const isSame = !hasId(candidate.id) || !hasId(event.messageId) || isLikelySame(candidate.text, event.text);
  return isSame ? open : -1;
}

/** A completed message without id that says again what the last one said is a repetition, not a second answer. */
function repeated(
  messages: readonly ServiceMessage[],
  event: Extract<MessageSignal, { type: 'messageCompleted' }>,
  role: ServiceMessage['role'],
): number {
  if (hasId(event.messageId)) return -1;
  const last = messages.findLastIndex((message) => message.role === role);
  return messages[last]?.text === event.text && !hasId(messages[last].id) ? last : -1;
}

function hasId(id: string): boolean {
  return id !== '' && id !== '0';
}

/** The whole text begins as the streamed one did, for at least half of it: the same message under another id. */
function isLikelySame(streamed: string, whole: string): boolean {
  if (streamed === '' || whole === '') return true;
  let common = 0;
  while (common < streamed.length && streamed[common] === whole[common]) common++;
  return common * 2 >= streamed.length;
}

export function giveFeedback(
  messages: readonly ServiceMessage[],
  messageId: string,
  feedback: 'like' | 'unlike' | 'none',
): readonly ServiceMessage[] {
  return messages.map((message) => {
    if (message.id !== messageId) return message;
    const { feedback: before, ...rest } = message;
    return feedback === 'none' ? rest : { ...rest, feedback };
  });
}
