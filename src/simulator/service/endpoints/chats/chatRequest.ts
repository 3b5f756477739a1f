import { isFields, parsed, type Fields } from '../../json';
import { isNumericId } from '../../ids';
import { Refusal, wordsOf } from '../../refusal';
import type { ReceivedItem } from '../../../plays/script';

/** A parsed message of `additional_messages`. */
interface ReceivedMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly items: readonly ReceivedItem[];
}

/** The validated body of `POST /v1/workflows/chat`. */
export interface ReceivedChat {
  readonly workflowId: string;
  readonly conversationId: string | undefined;
  readonly appId: string | undefined;
  readonly botId: string | undefined;
  /** The last one is the user's. */
  readonly messages: readonly ReceivedMessage[];
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The version that is run; absent for the latest. */
  readonly version: string | undefined;
  readonly wantsCards: boolean;
}

const mostMessages = 50;

/** Checks a body as the service does; throws the {@link Refusal} that the service would answer with. */
export function readChat(body: unknown): ReceivedChat {
  if (!isFields(body)) throw new Refusal(4000, wordsOf(4000));
  const workflowId = requiredId(body, 'workflow_id');
  const appId = optionalId(body, 'app_id');
  const botId = optionalId(body, 'bot_id');
  if (appId !== undefined && botId !== undefined) {
    throw new Refusal(4000, 'app_id and bot_id cannot be set at the same time');
  }
  const ext = isFields(body['ext']) ? body['ext'] : {};
  return {
    workflowId,
    conversationId: optionalId(body, 'conversation_id'),
    appId,
    botId,
    messages: readMessages(body['additional_messages']),
    parameters: readParameters(body['parameters']),
    version: typeof body['workflow_version'] === 'string' ? body['workflow_version'] : undefined,
    wantsCards: ext['enable_card'] === 'true',
  };
}

function requiredId(body: Fields, name: string): string {
  const id = optionalId(body, name);
  if (id === undefined) throw new Refusal(4000, `${name} is required`);
  return id;
}

function optionalId(body: Fields, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (!isNumericId(value)) throw new Refusal(4000, `${name} is invalid`);
  return value;
}

/** Parses an object or its JSON string. Empty if absent. */
function readParameters(value: unknown): Fields {
  if (value === undefined || value === null) return {};
  const read = typeof value === 'string' ? parsed(value) : value;
  if (!isFields(read)) throw new Refusal(4000, 'parameters is invalid');
  return read;
}

function readMessages(value: unknown): readonly ReceivedMessage[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new Refusal(4000, 'additional_messages is required');
  }
  if (value.length > mostMessages) throw new Refusal(4004, wordsOf(4004));
  const messages = value.map(readMessage);
  if (messages.at(-1)?.role !== 'user') {
    throw new Refusal(4000, 'the role of the last message must be user');
  }
  return messages;
}

function readMessage(value: unknown): ReceivedMessage {
  if (!isFields(value)) throw new Refusal(4004, wordsOf(4004));
  const { role, content, content_type: contentType, file_url: fileUrl } = value;
  if (role !== 'user' && role !== 'assistant') throw new Refusal(4004, 'invalid role type');
  if (typeof content !== 'string') throw new Refusal(4004, 'invalid message content');
  if (contentType === 'object_string') return { role, ...readObjectString(content) };
  if (typeof fileUrl === 'string' && typeof contentType === 'string') {
    return { role, text: content, items: [{ kind: contentType, source: fileUrl }] };
  }
  if (contentType !== undefined && contentType !== 'text') {
    throw new Refusal(4004, `invalid message content type ${JSON.stringify(contentType)}`);
  }
  return { role, text: content, items: [] };
}

function readObjectString(content: string): { text: string; items: readonly ReceivedItem[] } {
  const value = parsed(content);
  if (!Array.isArray(value)) throw new Refusal(4000, 'object_string is invalid');
  let text = '';
  const items: ReceivedItem[] = [];
  for (const item of value as unknown[]) {
    if (!isFields(item) || typeof item['type'] !== 'string') {
      throw new Refusal(4000, 'object_string is invalid');
    }
    if (item['type'] === 'text') text = String(item['text']);
    else items.push(readItem(item['type'], item));
  }
  if (items.length === 0) throw new Refusal(4000, 'text alone must use content_type text');
  return { text, items };
}

function readItem(kind: string, { file_url: url, file_id: fileId }: Fields): ReceivedItem {
  const source = String(url ?? fileId);
  return typeof fileId === 'string' ? { kind, source, fileId } : { kind, source };
}
