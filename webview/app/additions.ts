import type { ChatEvent } from '../../src/shared/conversation/chatEvent';
import type { Conversation, ServiceMessage } from '../../src/shared/conversation/conversation';

interface Added {
  /** Length of the text before. */
  readonly length: number;
  readonly delta: string;
}

/**
 * What the last event has added to each message. A text that is put together piece by piece is copied whole by the engine as
 * soon as any of it is read, so who only wants the new piece must not have to look for it in the text.
 */
export class Additions {
  private readonly added = new WeakMap<ServiceMessage, Added>();

  /** Takes note of an event, from the conversation before it and after it. */
  note(before: Conversation, after: Conversation, event: ChatEvent): void {
    if (event.type !== 'textAppended') return;
    const run = after.turns.at(-1)?.runs.at(-1);
    const known = before.turns.at(-1)?.runs.at(-1)?.messages;
    if (run?.id !== event.runId || run.messages === known) return;
    const index = run.messages.findLastIndex((message, at) => message !== known?.[at]);
    const message = run.messages[index];
    const length = known?.[index]?.text.length ?? 0;
    if (message?.text.length !== length + event.text.length) return;
    this.added.set(message, { length, delta: event.text });
  }

  /** What the last event added to a message, if that is known. */
  of(message: ServiceMessage): Added | undefined {
    return this.added.get(message);
  }
}
