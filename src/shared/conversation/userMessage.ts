import { isObject, type JsonObject } from '../json/json';
import { limits } from '../limits';
import type { MediaItem } from './content';

/** A message of the user, from the composer to the request. Turns, queued messages and drafts are such messages. */
export interface UserMessage {
  readonly text: string;
  readonly attachments: readonly MediaItem[];
  /** Inputs of the start node for this message. They override those that the workflow is configured with. */
  readonly parameters?: JsonObject;
}

/** A message of text only. */
export function textMessage(text: string): UserMessage {
  return { text, attachments: [] };
}

/** The message alone, without the other fields of a turn, an event or a queued message. */
export function messageOf({ text, attachments, parameters }: UserMessage): UserMessage {
  return { text, attachments, ...(parameters && { parameters }) };
}

/** Whether a value of unknown origin can be the parameters of a message: a JSON object within `limits.parameters`. */
export function isParameters(value: unknown): value is JsonObject {
  try {
    return isObject(value) && JSON.stringify(value).length <= limits.parameters;
  } catch {
    // A BigInt or a cycle: not JSON.
    return false;
  }
}

/** Whether there is nothing to send. */
export function isEmptyMessage({ text, attachments }: UserMessage): boolean {
  return text.trim() === '' && attachments.length === 0;
}

/** Whether both messages send the same. */
export function isSameMessage(a: UserMessage, b: UserMessage): boolean {
  return JSON.stringify(messageOf(a)) === JSON.stringify(messageOf(b));
}
