import type { ChatEvent } from './chatEvent';

/** Whether an event only makes a message longer. */
export function isDelta(event: ChatEvent): boolean {
  return event.type === 'textAppended' || event.type === 'reasoningAppended';
}

/**
 * The same events with pieces of one message that follow one another put together, so that reducing them costs the same
 * however small the pieces were. What comes of them is the same conversation; their numbers are not, so count before.
 */
export function joinDeltas(events: readonly ChatEvent[]): readonly ChatEvent[] {
  const joined: ChatEvent[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    const both = last && together(last, event);
    if (both) joined[joined.length - 1] = both;
    else joined.push(event);
  }
  return joined;
}

function together(first: ChatEvent, next: ChatEvent): ChatEvent | undefined {
  if (first.type === 'textAppended' && next.type === 'textAppended') {
    const isOne =
      first.runId === next.runId && first.messageId === next.messageId && first.role === next.role;
    return isOne ? { ...first, ...next, text: first.text + next.text } : undefined;
  }
  if (first.type === 'reasoningAppended' && next.type === 'reasoningAppended') {
    const isOne = first.runId === next.runId && first.messageId === next.messageId;
    return isOne ? { ...first, text: first.text + next.text } : undefined;
  }
  return undefined;
}
