import { parseWireJson } from '../coze/text/json';
import { redactionMark } from '../coze/text/redact';
import type { MediaItem } from '../shared/conversation/content';
import { isParameters, textMessage, type UserMessage } from '../shared/conversation/userMessage';
import { isObject, parseJson, type JsonObject } from '../shared/json/json';
import { maxAttachments } from '../shared/limits';
import type { TargetInput } from '../runs/target';
import { attemptsOf, type Recording } from './recording';

/** The message that a run has sent; an empty one if there is none: see {@link recordedInput}. */
export function recordedMessage(recording: Recording): UserMessage {
  return recordedInput(recording)?.message ?? textMessage('');
}

/**
 * What a run has sent, without its service conversation: the last message of its request (coze-protocol §1.3), and the texts
 * before it. `undefined` if nothing was sent, or if it cannot be read.
 */
export function recordedInput(recording: Recording): TargetInput | undefined {
  // Written by `JSON.stringify`: its numbers are read as they were.
  const body = parseJson(attemptsOf(recording).findLast(({ request }) => request)?.request?.body ?? '');
  if (!isObject(body) || !Array.isArray(body['additional_messages'])) return undefined;
  const messages = body['additional_messages'].filter(isObject);
  const last = messages.pop();
  if (!last) return undefined;
  const { text, attachments } = contentOf(last);
  const before = attachmentOf(last, 'content_type').length > 0 ? filesBefore(messages) : [];
  const { parameters } = body;
  const files = [...before.flatMap((message) => attachmentOf(message, 'content_type')), ...attachments];
  return {
    message: {
      text,
      attachments: files.slice(0, maxAttachments),
      ...(isParameters(parameters) && { parameters }),
    },
    earlierMessages: messages.slice(0, messages.length - before.length).flatMap(earlierMessage),
  };
}

/** Whether the recording has left out a secret of what was sent. */
export function lacksSecret(input: TargetInput): boolean {
  return JSON.stringify(input).includes(redactionMark);
}

/** The other files of a message whose last file has its text: a message for each file (`attachmentFormat` "file_url"). */
function filesBefore(messages: readonly JsonObject[]): readonly JsonObject[] {
  const isFile = (message: JsonObject) =>
    message['content'] === '' && attachmentOf(message, 'content_type').length > 0;
  return messages.slice(messages.findLastIndex((message) => !isFile(message)) + 1);
}

function earlierMessage(message: JsonObject): TargetInput['earlierMessages'] {
  const { text } = contentOf(message);
  return text === '' ? [] : [{ role: message['role'] === 'assistant' ? 'assistant' : 'user', text }];
}

function contentOf(message: JsonObject): UserMessage {
  const { content, content_type: type } = message;
  if (typeof content !== 'string') return textMessage('');
  const items = type === 'object_string' ? parseWireJson(content) : undefined;
  if (!Array.isArray(items)) return { text: content, attachments: attachmentOf(message, 'content_type') };
  const objects = items.filter(isObject);
  return {
    text: objects.flatMap((item) => textOf(item, 'text')).join('\n'),
    attachments: objects.flatMap((item) => attachmentOf(item, 'type')).slice(0, maxAttachments),
  };
}

/** The file that an object names; its kind is in `kindField`. */
function attachmentOf(item: JsonObject, kindField: 'type' | 'content_type'): readonly MediaItem[] {
  const kind = (['image', 'audio', 'file'] as const).find((each) => each === item[kindField]);
  if (!kind) return [];
  const [url] = textOf(item, 'file_url');
  const [fileId] = textOf(item, 'file_id');
  return [{ kind, ...(url !== undefined && { url }), ...(fileId !== undefined && { fileId }) }];
}

function textOf(item: JsonObject, name: string): readonly string[] {
  const value = item[name];
  return typeof value === 'string' ? [value] : [];
}
