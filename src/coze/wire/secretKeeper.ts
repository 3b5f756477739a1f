import type { CozeEvent } from './cozeEvent';
import { redactionMark } from '../text/redact';

type DeltaEvent = Extract<CozeEvent, { type: 'delta' }>;

/** The end of a text that can be the beginning of a secret, and the event to emit it with. */
interface Held {
  readonly event: DeltaEvent;
  readonly content: string;
  readonly reasoning: string;
}

/**
 * Removes the token of a run from its events, which are stored, in case the service repeats it. Finds a token that
 * arrives in several pieces: the end of a text is held back while it can be the beginning of a token. Events of other
 * messages are not delayed and can precede the text that is held back.
 */
export class SecretKeeper {
  private readonly held = new Map<string, Held>();

  constructor(private readonly secrets: readonly string[]) {}

  /** Returns the event without secrets, after the text that must precede it; empty if all of it is held back. */
  pass(event: CozeEvent): readonly CozeEvent[] {
    if (this.secrets.length === 0) return [event];
    if (event.type === 'delta' && event.message.body.type === 'text') {
      return this.passPiece(this.hasSecretAround(event) ? clean(event, this.secrets) : event);
    }
    return [...this.releaseBefore(event), clean(event, this.secrets)];
  }

  /** The text that must precede `event`: that of the same message, or all of it at the end of the run. */
  private releaseBefore(event: CozeEvent): readonly CozeEvent[] {
    switch (event.type) {
      case 'delta':
      case 'message':
        return this.releaseOne(keyOf(event.message));
      case 'chat':
        return event.phase === 'created' || event.phase === 'inProgress' ? [] : this.release();
      case 'failed':
      case 'done':
        return this.release();
      default:
        return [];
    }
  }

  private releaseOne(key: string): readonly CozeEvent[] {
    const held = this.held.get(key);
    this.held.delete(key);
    return held ? [withText(held.event, held.content, held.reasoning)] : [];
  }

  /** Returns the text that is held back. Call it when no event follows. */
  release(): readonly CozeEvent[] {
    const events = [...this.held.values()].map(({ event, content, reasoning }) =>
      withText(event, content, reasoning),
    );
    this.held.clear();
    return events;
  }

  private passPiece(event: DeltaEvent): readonly CozeEvent[] {
    const { message } = event;
    const key = keyOf(message);
    const held = this.held.get(key);
    const content = this.split((held?.content ?? '') + message.content);
    const reasoning = this.split((held?.reasoning ?? '') + (message.reasoning ?? ''));
    if (content.kept !== '' || reasoning.kept !== '') {
      this.held.set(key, { event, content: content.kept, reasoning: reasoning.kept });
    } else if (held) {
      this.held.delete(key);
    }
    const isUnchanged = content.given === message.content && reasoning.given === (message.reasoning ?? '');
    if (isUnchanged) return [event];
    const isNothing = content.given === '' && reasoning.given === '' && event.debugUrl === undefined;
    return isNothing ? [] : [withText(event, content.given, reasoning.given)];
  }

  /** Whether a field other than the text contains a secret. */
  private hasSecretAround({ message, debugUrl }: DeltaEvent): boolean {
    const others = [message.id, message.chatId, message.conversationId, message.type, debugUrl];
    return this.secrets.some((secret) => others.some((text) => text?.includes(secret)));
  }

  private split(text: string): { readonly given: string; readonly kept: string } {
    if (text === '') return { given: '', kept: '' };
    const given = withoutSecrets(text, this.secrets);
    const start = Math.min(...this.secrets.map((secret) => beginningAtEnd(given, secret)));
    return { given: given.slice(0, start), kept: given.slice(start) };
  }
}

/** Index of the longest suffix that a secret begins with; the length of the text if there is none. */
export function beginningAtEnd(text: string, secret: string): number {
  const first = secret.charAt(0);
  let start = text.indexOf(first, Math.max(0, text.length - secret.length + 1));
  while (start >= 0 && !secret.startsWith(text.slice(start))) start = text.indexOf(first, start + 1);
  return start < 0 ? text.length : start;
}

function keyOf({ type, id }: DeltaEvent['message']): string {
  return `${type} ${id}`;
}

function withText(event: DeltaEvent, content: string, reasoning: string): DeltaEvent {
  const { reasoning: _reasoning, ...message } = event.message;
  return {
    ...event,
    message: { ...message, content, ...(reasoning !== '' && { reasoning }) },
  };
}

/** A deep copy without secrets. Decoded events have few levels. */
function clean<T>(value: T, secrets: readonly string[]): T {
  if (typeof value === 'string') return withoutSecrets(value, secrets) as T;
  if (Array.isArray(value)) return value.map((member: unknown) => clean(member, secrets)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [name, clean(member, secrets)]),
  ) as T;
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  let result = text;
  for (const secret of secrets) {
    if (result.includes(secret)) result = result.replaceAll(secret, redactionMark);
  }
  return result;
}
