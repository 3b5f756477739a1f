import type { ChatEvent } from './chatEvent';

type Delta = Extract<ChatEvent, { readonly type: 'textAppended' | 'reasoningAppended' }>;

/** Whether an event only makes a message longer. */
export function isDelta(event: ChatEvent): event is Delta {
  return event.type === 'textAppended' || event.type === 'reasoningAppended';
}

/**
 * The same events with pieces of one message that follow one another put together, so that what they cost, on disk and in the
 * view, goes by what was said and not by how it was cut. Reducing the result gives the same conversation; the events are
 * fewer, so count before.
 */
export function joinDeltas(events: readonly ChatEvent[]): readonly ChatEvent[] {
  const joined: ChatEvent[] = [];
  let pieces: string[] = [];
  let open: Delta | undefined;
  const close = () => {
    if (open) joined.push(pieces.length > 1 ? { ...open, text: pieces.join('') } : open);
    open = undefined;
    pieces = [];
  };
  for (const event of events) {
    if (!isDelta(event)) {
      close();
      joined.push(event);
    } else {
      if (open && !isSameText(open, event)) close();
      open = open ? withBodyOf(event, open) : event;
      pieces.push(event.text);
    }
  }
  close();
  return joined;
}

function isSameText(first: Delta, next: Delta): boolean {
  const isOneMessage =
    first.type === next.type && first.runId === next.runId && first.messageId === next.messageId;
  return isOneMessage && roleOf(first) === roleOf(next);
}

function roleOf(event: Delta): string | undefined {
  return event.type === 'textAppended' ? event.role : undefined;
}

/** The last body that came counts: a piece without one does not take it away. */
function withBodyOf(next: Delta, before: Delta): Delta {
  return next.type === 'textAppended' && next.body ? next : before;
}
