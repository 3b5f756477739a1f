import type { ChatEvent } from '../shared/chatEvent';

/**
 * Joins pieces of text that follow one another in the same message into one event, so that a journal grows with what
 * was said and not with how it was cut. Reducing the result gives the same conversation as reducing the input.
 */
export function coalesce(events: readonly ChatEvent[]): readonly ChatEvent[] {
  const joined: ChatEvent[] = [];
  for (let index = 0; index < events.length; index++) {
    const first = events[index];
    if (!first) continue;
    const pieces = [pieceOf(first)];
    let last = first;
    for (let next = events[index + 1]; next && isContinuation(first, next); next = events[index + 1]) {
      pieces.push(pieceOf(next));
      last = withBodyOf(next, last);
      index++;
    }
    joined.push(pieces.length === 1 ? first : withText(last, pieces.join('')));
  }
  return joined;
}

function pieceOf(event: ChatEvent): string {
  return event.type === 'textAppended' || event.type === 'reasoningAppended' ? event.text : '';
}

function isContinuation(first: ChatEvent, next: ChatEvent): boolean {
  if (first.type === 'textAppended' && next.type === 'textAppended') {
    return first.runId === next.runId && first.messageId === next.messageId && first.role === next.role;
  }
  return (
    first.type === 'reasoningAppended' &&
    next.type === 'reasoningAppended' &&
    first.runId === next.runId &&
    first.messageId === next.messageId
  );
}

/** The last body that came counts: a piece without one does not take it away. */
function withBodyOf(next: ChatEvent, before: ChatEvent): ChatEvent {
  return next.type === 'textAppended' && next.body ? next : before;
}

function withText(event: ChatEvent, text: string): ChatEvent {
  return event.type === 'textAppended' || event.type === 'reasoningAppended' ? { ...event, text } : event;
}
