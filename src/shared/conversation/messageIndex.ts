import type { ServiceMessage } from './conversation';

type Messages = readonly ServiceMessage[];
type Role = ServiceMessage['role'];

/** Number of open messages that a completed one is compared with: few answers are streamed in parallel. */
const comparedMessages = 16;

/**
 * Positions of the messages of one run, so that an event finds its message without a search. Belongs to one list;
 * {@link carryOver} passes it on to the list that replaces it.
 */
class MessageIndex {
  private readonly byId = new Map<string, number>();
  /** Incomplete messages in the order of the list. */
  private readonly open = new Set<number>();
  private readonly lastOf = new Map<Role, number>();

  constructor(messages: Messages) {
    for (let index = 0; index < messages.length; index++) this.note(messages, index);
  }

  /** Records a message that was added or changed. */
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

  /** The newest open messages, newest first. */
  newestOpen(): readonly number[] {
    return [...this.open].slice(-comparedMessages).reverse();
  }

  private noteId(role: Role, id: string, index: number): void {
    this.byId.set(`${role} ${id}`, Math.max(index, this.withId(role, id)));
  }
}

const indexes = new WeakMap<Messages, MessageIndex>();

/** The index of a list, made on first use. */
export function indexOf(messages: Messages): MessageIndex {
  const known = indexes.get(messages);
  if (known) return known;
  const made = new MessageIndex(messages);
  indexes.set(messages, made);
  return made;
}

/** Passes the index on from `before` to `after`, which has one message added or replaced at `index`. */
export function carryOver(before: Messages, after: Messages, index: number): void {
  const known = indexes.get(before);
  if (!known) return;
  indexes.delete(before);
  indexes.set(after, known);
  if (!isSamePlace(before[index], after[index])) known.note(after, index);
}

/** Whether the index has both messages at the same places: a delta changes the text only. */
function isSamePlace(before: ServiceMessage | undefined, after: ServiceMessage | undefined): boolean {
  return (
    before?.id === after?.id &&
    before?.completedId === after?.completedId &&
    before?.role === after?.role &&
    before?.isComplete === after?.isComplete
  );
}
