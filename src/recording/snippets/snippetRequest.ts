import { withoutTokens } from '../../coze/text/redact';
import { isObject, parseJson, type JsonObject } from '../../shared/json/json';
import { httpUrl } from '../../shared/urls/urls';
import { demoHost } from '../../shared/workflow';
import { attemptsOf, type Recording } from '../recording';

/** A message of the request, with the names of the wire. */
export interface SnippetMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
  readonly contentType: string;
  /** Other fields, which only some SDKs can send. */
  readonly more: JsonObject;
}

/** The request of a recorded run, for the snippets. Contains no token. */
export interface SnippetRequest {
  readonly url: string;
  /** Base URL for the SDKs, without a trailing slash. */
  readonly baseUrl: string;
  /** The demo runs in the extension: its address does not exist. */
  readonly isDemo: boolean;
  /** The body as sent. */
  readonly body: JsonObject;
  readonly workflowId: string;
  readonly messages: readonly SnippetMessage[];
  readonly appId?: string;
  readonly botId?: string;
  readonly conversationId?: string;
  readonly parameters?: JsonObject;
  readonly ext?: JsonObject;
  /** Fields that only some SDKs have an argument for, such as `workflow_version`. */
  readonly more: JsonObject;
}

const chatPath = '/v1/workflows/chat';
const known = new Set([
  'workflow_id',
  'app_id',
  'bot_id',
  'conversation_id',
  'additional_messages',
  'parameters',
  'ext',
]);

/**
 * The last request of a run. `undefined` if nothing was sent, or if it is not a request for a chat of a workflow: a recording
 * may come from a file.
 */
export function snippetRequest(recording: Recording): SnippetRequest | undefined {
  const request = attemptsOf(recording).findLast((attempt) => attempt.request)?.request;
  const url = httpUrl(request?.url);
  // Written by `JSON.stringify`: its numbers are read as they were.
  const body = parseJson(withoutTokens(request?.body ?? ''));
  if (!url || !url.pathname.endsWith(chatPath) || !isObject(body)) return undefined;
  const { workflow_id: workflowId, additional_messages: messages, parameters, ext } = body;
  if (typeof workflowId !== 'string' || !Array.isArray(messages)) return undefined;
  const baseUrl = `${url.origin}${url.pathname.slice(0, -chatPath.length)}`;
  return {
    url: `${baseUrl}${chatPath}`,
    baseUrl,
    isDemo: url.hostname === demoHost,
    body,
    workflowId,
    messages: messages.filter(isObject).map(messageOf),
    ...optional('appId', body['app_id']),
    ...optional('botId', body['bot_id']),
    ...optional('conversationId', body['conversation_id']),
    ...(isObject(parameters) && { parameters }),
    ...(isObject(ext) && { ext }),
    more: others(body, known),
  };
}

const knownOfMessage = new Set(['role', 'content', 'content_type']);

function messageOf(message: JsonObject): SnippetMessage {
  return {
    role: message['role'] === 'assistant' ? 'assistant' : 'user',
    content: textOf(message['content']),
    contentType: textOf(message['content_type']) || 'text',
    more: others(message, knownOfMessage),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function optional<K extends string>(name: K, value: unknown): Partial<Record<K, string>> {
  return typeof value === 'string' ? ({ [name]: value } as Record<K, string>) : {};
}

/** `Object.fromEntries` defines the names, `__proto__` included. */
function others(value: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.has(name)));
}
