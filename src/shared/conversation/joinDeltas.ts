import type { ChatEvent } from './chatEvent';

type Delta = Extract<ChatEvent, { readonly type: 'textAppended' | 'reasoningAppended' }>;

/** Whether the event only appends text to a message. */
export function isDelta(event: ChatEvent): event is Delta {
  return event.type === 'textAppended' || event.type === 'reasoningAppended';
}

/**
 * Joins consecutive deltas of one message, so that their cost depends on the text and not on how it was cut. The result
 * reduces to the same conversation. It has fewer events: count them before.
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

/** The newest body applies; a delta without a body keeps it. */
function withBodyOf(next: Delta, before: Delta): Delta {
  return next.type === 'textAppended' && next.body ? next : before;
}
