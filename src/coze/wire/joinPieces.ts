import type { CozeEvent, CozeMessage } from './cozeEvent';

type DeltaEvent = Extract<CozeEvent, { type: 'delta' }>;

/**
 * Joins consecutive deltas of one text, so that the consumer handles a chunk of many small events in one step. Other
 * events are unchanged.
 */
export function joinPieces(events: readonly CozeEvent[]): readonly CozeEvent[] {
  const joined: CozeEvent[] = [];
  let last: DeltaEvent | undefined;
  let content = '';
  for (const event of events) {
    if (last && isPiece(event) && isSameText(last.message, event.message)) {
      content += event.message.content;
      continue;
    }
    if (last) joined[joined.length - 1] = withContent(last, content);
    last = isPiece(event) ? event : undefined;
    content = last?.message.content ?? '';
    joined.push(event);
  }
  if (last) joined[joined.length - 1] = withContent(last, content);
  return joined;
}

/** Whether the event only appends text, so that it can be joined without loss. */
function isPiece(event: CozeEvent): event is DeltaEvent {
  if (event.type !== 'delta' || event.debugUrl !== undefined) return false;
  const { body, reasoning, interrupt } = event.message;
  return body.type === 'text' && reasoning === undefined && interrupt === undefined;
}

function isSameText(first: CozeMessage, next: CozeMessage): boolean {
  return (
    first.id === next.id &&
    first.type === next.type &&
    first.contentType === next.contentType &&
    first.chatId === next.chatId &&
    first.conversationId === next.conversationId
  );
}

function withContent(event: DeltaEvent, content: string): DeltaEvent {
  return content === event.message.content ? event : { ...event, message: { ...event.message, content } };
}
