import { parseWireJson } from '../coze/text/json';
import type { MediaItem } from '../shared/conversation/content';
import { isParameters, textMessage, type UserMessage } from '../shared/conversation/userMessage';
import { isObject, type JsonObject } from '../shared/json/json';
import { maxAttachments } from '../shared/limits';
import type { TargetInput } from '../runs/target';
import { attemptsOf, type Recording } from './recording';

/** The message that a run has sent: see {@link recordedInput}. */
export function recordedMessage(recording: Recording): UserMessage {
  return recordedInput(recording).message;
}

/**
 * What a run has sent, without its service conversation: the last message of its request (coze-protocol §1.3), and the texts
 * before it. Empty if it cannot be read.
 */
export function recordedInput(recording: Recording): TargetInput {
  const body = parseWireJson(attemptsOf(recording).findLast(({ request }) => request)?.request?.body ?? '');
  const messages: readonly unknown[] =
    isObject(body) && Array.isArray(body['additional_messages']) ? body['additional_messages'] : [];
  const last = messages.at(-1);
  const { text, attachments } = isObject(last) ? contentOf(last) : textMessage('');
  const parameters = isObject(body) ? body['parameters'] : undefined;
  return {
    message: { text, attachments, ...(isParameters(parameters) && { parameters }) },
    earlierMessages: messages.slice(0, -1).flatMap(earlierMessage),
  };
}

function earlierMessage(message: unknown): TargetInput['earlierMessages'] {
  if (!isObject(message)) return [];
  const { text } = contentOf(message);
  return text === '' ? [] : [{ role: message['role'] === 'assistant' ? 'assistant' : 'user', text }];
}

function contentOf({ content, content_type: type }: JsonObject): UserMessage {
  if (typeof content !== 'string') return textMessage('');
  const items = type === 'object_string' ? parseWireJson(content) : undefined;
  if (!Array.isArray(items)) return textMessage(content);
  const objects = items.filter(isObject);
  return {
    text: objects.flatMap((item) => textOf(item, 'text')).join('\n'),
    attachments: objects.flatMap(attachmentOf).slice(0, maxAttachments),
  };
}

function attachmentOf(item: JsonObject): readonly MediaItem[] {
  const kind = (['image', 'audio', 'file'] as const).find((each) => each === item['type']);
  if (!kind) return [];
  const [url] = textOf(item, 'file_url');
  const [fileId] = textOf(item, 'file_id');
  return [{ kind, ...(url !== undefined && { url }), ...(fileId !== undefined && { fileId }) }];
}

function textOf(item: JsonObject, name: string): readonly string[] {
  const value = item[name];
  return typeof value === 'string' ? [value] : [];
}
