import type { ServiceMessage } from './conversation';
import type { RunSignal } from './chatEvent';
import { limits } from '../limits';
import { carryOver, indexOf } from './messageIndex';
import { appendSplit, endSplit, joinThoughts, scanStart, splitThoughts } from './thoughts';

type MessageSignal = Extract<RunSignal, { type: 'textAppended' | 'reasoningAppended' | 'messageCompleted' }>;
type MessageCompleted = Extract<RunSignal, { type: 'messageCompleted' }>;
/** An event with the reasoning removed from the text of a completed message. */
type ReadSignal = Exclude<MessageSignal, MessageCompleted> | ReadCompleted;
type ReadCompleted = MessageCompleted & { readonly thoughts?: string };

/**
 * Applies a delta or the end of a message to the messages of a run. IDs on the wire may be empty, "0", or differ between the
 * deltas and the completed message (coze-protocol §2.2): a message that no ID matches is matched by its text.
 * `undefined` if the event starts a message beyond `limits.messages`.
 */
export function applyToMessages(
  messages: readonly ServiceMessage[],
  runId: string,
  signal: MessageSignal,
): readonly ServiceMessage[] | undefined {
  const event = withoutThoughts(signal);
  const role = event.type === 'reasoningAppended' ? 'assistant' : event.role;
  const index = findMessage(messages, event, role);
  const found = messages[index];
  if (found?.isComplete && event.type !== 'messageCompleted') return messages;
  if (!found && messages.length >= limits.messages) return undefined;
  const before: ServiceMessage = found ?? {
    key: `${runId}/${String(messages.length)}`,
    id: event.messageId,
    role,
    text: '',
    reasoning: '',
    body: { type: 'text' },
    isComplete: false,
  };
  const message = applyToMessage(before, event);
  const after = found ? messages.with(index, message) : [...messages, message];
  carryOver(messages, after, found ? index : messages.length);
  return after;
}

/** The message that a delta belongs to; `messages` already contain the delta. */
export function messageOfDelta(
  messages: readonly ServiceMessage[],
  event: Extract<MessageSignal, { type: 'textAppended' }>,
): ServiceMessage | undefined {
  return messages[findMessage(messages, event, event.role)];
}

/** Messages of tools are data. Cards are JSON, in which no line starts with a tag. */
function withoutThoughts(event: MessageSignal): ReadSignal {
  if (event.type !== 'messageCompleted' || event.role !== 'assistant') return event;
  const { text, reasoning } = splitThoughts(event.text);
  return reasoning === '' && text === event.text ? event : { ...event, text, thoughts: reasoning };
}

function applyToMessage(message: ServiceMessage, event: ReadSignal): ServiceMessage {
  switch (event.type) {
    case 'textAppended':
      return appendText(event.body ? { ...message, body: event.body } : message, event.text);
    case 'reasoningAppended':
      return {
        ...message,
        reasoning: message.reasoning + event.text,
        ...(message.scan && { ownReasoning: (message.ownReasoning ?? '') + event.text }),
      };
    case 'messageCompleted':
      return completeMessage(message, event);
  }
}

function appendText(message: ServiceMessage, text: string): ServiceMessage {
  if (message.role !== 'assistant') return { ...message, text: message.text + text };
  const { scan, ownReasoning = message.reasoning } = message;
  return { ...message, ...appendSplit(message, scan ?? scanStart, text), ownReasoning };
}

function completeMessage(streamed: ServiceMessage, event: ReadCompleted): ServiceMessage {
  const { thoughts = '' } = event;
  const message = closeMessage(streamed);
  const given = event.reasoning ?? (thoughts === '' ? message.reasoning : streamed.ownReasoning);
  return {
    ...message,
    ...idsOf(message, event.messageId),
    // The completed text may differ from its deltas and replaces them, unless it is empty (coze-protocol §7.20).
    text: event.text === '' && event.thoughts === undefined ? message.text : event.text,
    reasoning: joinThoughts(given ?? message.reasoning, thoughts),
    body: event.body,
    isComplete: true,
  };
}

/** The message when no more text follows. */
export function closeMessage({ scan, ownReasoning, ...message }: ServiceMessage): ServiceMessage {
  return scan ? { ...message, ...endSplit(message, scan) } : message;
}

/** What the ID of the completed message changes. */
function idsOf(message: ServiceMessage, id: string): Partial<Pick<ServiceMessage, 'id' | 'completedId'>> {
  if (!hasId(message.id)) return { id };
  return hasId(id) && id !== message.id ? { completedId: id } : {};
}

function findMessage(
  messages: readonly ServiceMessage[],
  event: ReadSignal,
  role: ServiceMessage['role'],
): number {
  const { messageId } = event;
  const last = messages.at(-1);
  // Fast path: most events continue the newest message.
  if (last && hasId(messageId) && last.role === role && last.id === messageId) return messages.length - 1;
  const index = indexOf(messages);
  if (hasId(messageId)) {
    const byId = index.withId(role, messageId);
    if (byId >= 0) return byId;
  }
  const open = index.newestOpen().filter((place) => messages[place]?.role === role);
  if (event.type !== 'messageCompleted') return hasId(messageId) ? -1 : (open[0] ?? -1);
  const begun = open.find((place) => {
    const message = messages[place];
    return message !== undefined && isLikelySame(message, event);
  });
  return begun ?? repeated(messages, event, index.last(role));
}

/** A completed message without an ID and with the text of the last message is a repetition, not a second answer. */
function repeated(messages: readonly ServiceMessage[], event: MessageCompleted, last: number): number {
  return !hasId(event.messageId) && messages[last]?.text === event.text ? last : -1;
}

function hasId(id: string): boolean {
  return id !== '' && id !== '0';
}

/**
 * Whether a completed message completes a streamed one with another ID. If one has no ID, at least half of the streamed text
 * must be a common prefix. If both have IDs, the prefix must also be half of the completed text: confusing two parallel
 * answers would lose the rest of one.
 */
function isLikelySame(message: ServiceMessage, event: MessageCompleted): boolean {
  const streamed = message.text;
  const whole = event.text;
  const haveTwoIds = hasId(message.id) && hasId(event.messageId);
  if (whole === '') return !haveTwoIds;
  let common = 0;
  while (common < streamed.length && streamed[common] === whole[common]) common++;
  return common * 2 >= (haveTwoIds ? Math.max(streamed.length, whole.length) : streamed.length);
}

/** Sets the feedback of a message. A message without an ID cannot be identified and is left unchanged. */
export function giveFeedback(
  messages: readonly ServiceMessage[],
  messageId: string,
  feedback: 'like' | 'unlike' | 'none',
): readonly ServiceMessage[] {
  if (!hasId(messageId)) return messages;
  return messages.map((message) => {
    if (message.id !== messageId) return message;
    const { feedback: before, ...rest } = message;
    return feedback === 'none' ? rest : { ...rest, feedback };
  });
}
