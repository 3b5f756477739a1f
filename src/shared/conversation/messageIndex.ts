import type { ServiceMessage } from './conversation';

type Messages = readonly ServiceMessage[];
type Role = ServiceMessage['role'];

/** Open messages that a completed one is compared with: answers that come in parallel are few. */
const comparedMessages = 16;

/**
 * Where the messages of one run are, so that an event finds its message without a look at all of them. Belongs to one
 * list; {@link carryOver} hands it to the list that takes its place.
 */
class MessageIndex {
  private readonly byId = new Map<string, number>();
  /** Messages that are not complete, in the order of the list. */
  private readonly open = new Set<number>();
  private readonly lastOf = new Map<Role, number>();

  constructor(messages: Messages) {
    for (let index = 0; index < messages.length; index++) this.note(messages, index);
  }

  /** Takes a message that was added, or that has changed. */
  note(messages: Messages, index: number): void {
    const message = messages[index];
    if (!message) return;
    this.noteId(message.role, message.id, index);
    if (message.completedId !== undefined) this.noteId(message.role, message.completedId, index);
    if (message.isComplete) this.open.delete(index);
    else this.open.add(index);
    this.lastOf.set(message.role, Math.max(index, this.last(message.role)));
  }

  withId(role: Role, id: string): number {
    return this.byId.get(`${role} ${id}`) ?? -1;
  }

  last(role: Role): number {
    return this.lastOf.get(role) ?? -1;
  }

  /** The newest open messages, the newest first. */
  newestOpen(): readonly number[] {
    return [...this.open].slice(-comparedMessages).reverse();
  }

  private noteId(role: Role, id: string, index: number): void {
    this.byId.set(`${role} ${id}`, Math.max(index, this.withId(role, id)));
  }
}

const indexes = new WeakMap<Messages, MessageIndex>();

/** The index of a list: made when it is first asked for. */
export function indexOf(messages: Messages): MessageIndex {
  const known = indexes.get(messages);
  if (known) return known;
  const made = new MessageIndex(messages);
  indexes.set(messages, made);
  return made;
}

/** `after` is `before` with one message added or replaced: what was known of the one is known of the other. */
export function carryOver(before: Messages, after: Messages, index: number): void {
  const known = indexes.get(before);
  if (!known) return;
  indexes.delete(before);
  indexes.set(after, known);
  known.note(after, index);
}
