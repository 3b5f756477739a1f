import type { Run, ServiceMessage } from '../../shared/conversation/conversation';
import { questionOf } from '../../shared/conversation/conversation';
import type { InspectedMessage, SpanKind, TimelineSpan } from '../../shared/inspection/runInspection';
import { foreignLines, foreignText } from '../../shared/text/foreignText';

interface Times {
  readonly fromMs: number;
  readonly event: number;
  toMs: number;
}

const maxName = 60;
const maxText = 4_000;
const maxMessages = 200;
const toolKinds = { call: 'toolCall', output: 'toolOutput', knowledge: 'knowledge' } as const;

/** When each message of a run was received. */
export class MessageTimes {
  private readonly times = new Map<string, Times>();

  /** An event has changed a message. `event` is its index. */
  add({ key }: ServiceMessage, offsetMs: number, event: number): void {
    const known = this.times.get(key);
    if (known) known.toMs = offsetMs;
    else this.times.set(key, { fromMs: offsetMs, toMs: offsetMs, event });
  }

  /** The messages with the beginnings of their texts. */
  messages(run: Run): readonly InspectedMessage[] {
    const question = run.outcome === 'waiting' ? questionOf(run) : undefined;
    return run.messages.slice(0, maxMessages).flatMap((message): readonly InspectedMessage[] => {
      const times = this.times.get(message.key);
      if (!times) return [];
      const { key, body, text, reasoning } = message;
      const name = body.type === 'tool' && body.name !== undefined ? foreignText(body.name, maxName) : '';
      return [
        {
          ...{ key, kind: message === question ? 'question' : kindOf(message) },
          ...{ text: foreignLines((text || reasoning).slice(0, maxText * 2), maxText) },
          ...{ fromMs: times.fromMs, event: times.event },
          ...(name !== '' && { name }),
        },
      ];
    });
  }

  spans(run: Run, isLive: boolean): readonly TimelineSpan[] {
    const question = run.outcome === 'waiting' ? questionOf(run) : undefined;
    return run.messages.flatMap((message): readonly TimelineSpan[] => {
      const times = this.times.get(message.key);
      if (!times) return [];
      const name = nameOf(message);
      return [
        {
          ...{ kind: message === question ? 'question' : kindOf(message), message: message.key, ...times },
          ...(name !== '' && { name }),
          ...(isLive && !message.isComplete && { isOpen: true }),
        },
      ];
    });
  }
}

function kindOf({ role, body }: ServiceMessage): SpanKind {
  if (body.type === 'tool') return toolKinds[body.tool];
  return role === 'tool' ? 'toolOutput' : 'answer';
}

function nameOf({ body, text, reasoning }: ServiceMessage): string {
  if (body.type === 'tool' && body.name !== undefined) return foreignText(body.name, maxName);
  return foreignText((text || reasoning).slice(0, maxName * 4), maxName);
}
