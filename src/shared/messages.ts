import type { ServiceMessage } from './conversation/conversation';
import type { RunSignal } from './conversation/chatEvent';
import { limits } from './limits';
import { carryOver, indexOf } from './conversation/messageIndex';
import { appendSplit, endSplit, joinThoughts, scanStart, splitThoughts } from './conversation/thoughts';

type MessageSignal = Extract<RunSignal, { type: 'textAppended' | 'reasoningAppended' | 'messageCompleted' }>;
type MessageCompleted = Extract<RunSignal, { type: 'messageCompleted' }>;
/** An event with what was thought taken out of the text of a complete message. */
type ReadSignal = Exclude<MessageSignal, MessageCompleted> | ReadCompleted;
type ReadCompleted = MessageCompleted & { readonly thoughts?: string };

/**
 * Adds a piece of a message, or its end, to the messages of a run. Ids on the wire may be empty, "0", or differ between
 * the deltas and the completed message (coze-protocol §2.2), so a message without a match by id is matched by shape.
 * `undefined` where the event begins a message and there are as many as {@link limits} allow.
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

/** Of a tool's message the text is data. That of a card is JSON, in which no line begins with a tag. */
function withoutThoughts(event: MessageSignal): ReadSignal {
  if (event.type !== 'messageCompleted' || event.role !== 'assistant') return event;
  const { text, reasoning } = splitThoughts(event.text);
  return reasoning === '' && text === event.text ? event : { ...event, text, thoughts: reasoning };
}

function applyToMessage(message: ServiceMessage, event: ReadSignal): ServiceMessage {
  switch (event.type) {
    case 'textAppended':
      return { ...appendText(message, event.text), ...(event.body && { body: event.body }) };
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
    // The docs' own sample: the completed text differs from its deltas and counts. An empty one keeps them (§7.20).
    text: event.text === '' && event.thoughts === undefined ? message.text : event.text,
    reasoning: joinThoughts(given ?? message.reasoning, thoughts),
    body: event.body,
    isComplete: true,
  };
}

/** A message that gets no more text. */
export function closeMessage({ scan, ownReasoning, ...message }: ServiceMessage): ServiceMessage {
  return scan ? { ...message, ...endSplit(message, scan) } : message;
}

function idsOf(message: ServiceMessage, id: string): Pick<ServiceMessage, 'id' | 'completedId'> {
  if (!hasId(message.id)) return { id };
  return hasId(id) && id !== message.id ? { id: message.id, completedId: id } : { id: message.id };
}

function findMessage(
  messages: readonly ServiceMessage[],
  event: ReadSignal,
  role: ServiceMessage['role'],
): number {
  const { messageId } = event;
  const last = messages.at(-1);
  // Nearly every event goes on with the newest message.
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

/** A completed message without id that says again what the last one said is a repetition, not a second answer. */
function repeated(messages: readonly ServiceMessage[], event: MessageCompleted, last: number): number {
  return !hasId(event.messageId) && messages[last]?.text === event.text ? last : -1;
}

function hasId(id: string): boolean {
  return id !== '' && id !== '0';
}

/**
 * Whether a completed message is the whole of a streamed one that its id does not name. Where one of them has no id, the
 * whole must begin as at least half of the streamed text did. Where both have ids and they differ, half of the whole
 * must have been streamed too: taking a parallel answer for this one would lose the text that is still to come.
 */
function isLikelySame(message: ServiceMessage, event: MessageCompleted): boolean {
  const streamed = message.text;
  const whole = event.text;
  const haveTwoIds = hasId(message.id) && hasId(event.messageId);
  if (streamed === '' || whole === '') return !haveTwoIds;
  let common = 0;
  while (common < streamed.length && streamed[common] === whole[common]) common++;
  return common * 2 >= (haveTwoIds ? Math.max(streamed.length, whole.length) : streamed.length);
}

/** Marks a message of a run as liked or not. A message without an id of its own cannot be named, so it gets no mark. */
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
