import type { ErrorInfo } from '../../shared/errorInfo';
import { phaseByEvent, phaseByStatus, type ChatPhase } from './chatPhases';
import type { CozeChat, CozeEvent } from './cozeEvent';
import { errorFromForeignBody, isPage } from '../errors/foreignBody';
import { idOf, parseWireJson, stringOf } from '../text/json';
import { isObject, type JsonObject } from '../../shared/json/json';
import { errorFromService, type ReplyContext } from '../errors/serviceError';
import type { ServerSentEvent } from './serverSentEvent';
import { decodeFailure, looksLikeFailure } from './wireError';
import { decodeMessage } from './messages/wireMessage';
import { decodeUsage } from './wireUsage';

// Only this file and its siblings `wire*.ts` contain Coze's field names.

/**
 * Decodes one event of the stream (docs/coze-protocol.md, 2.4). Never throws: an unreadable event becomes `skipped`. An
 * event without a name is recognized by its shape.
 */
export function decodeEvent(sse: ServerSentEvent, context: ReplyContext): CozeEvent {
  const name = sse.event;
  if (sse.isForeignBody === true) return decodeForeignBody(sse.strayLines, context);
  if (name === 'conversation.message.delta') return decodeMessageEvent(sse, 'delta', context);
  if (name === undefined || name === 'message' || name === 'Message')
    return decodeNameless(sse, name, context);
  const event = name.trim().toLowerCase();
  switch (event) {
    case 'conversation.message.delta':
      return decodeMessageEvent(sse, 'delta', context);
    case 'conversation.message.completed':
      return decodeMessageEvent(sse, 'message', context);
    case 'conversation.chat.failed':
    case 'error':
    case 'conversation.error':
      return decodeFailed(sse, context);
    case 'done':
    case 'conversation.stream.done':
      return { type: 'done', ...debugUrlOf(objectIn(sse)?.value) };
    case 'ping':
    case 'conversation.ack':
    case 'conversation.audio.delta':
      return { type: 'skipped', event: name, reason: 'ignored' };
    default:
      return decodeChatEvent(sse, name, phaseByEvent.get(event), context);
  }
}

/** The error that a whole body contains, such as a JSON error instead of a stream; `undefined` if there is none. */
export function decodeFailureBody(body: string, context: ReplyContext): ErrorInfo | undefined {
  const value = parseWireJson(body);
  const failure = isObject(value) ? decodeFailure(value) : undefined;
  return failure && errorFromService(failure, context);
}

function decodeChatEvent(
  sse: ServerSentEvent,
  name: string,
  phase: ChatPhase | undefined,
  context: ReplyContext,
): CozeEvent {
  if (phase === undefined) return { type: 'skipped', event: name.slice(0, 100), reason: 'unknown' };
  const value = objectIn(sse)?.value;
  return value ? chatEvent(phase, value, context) : { type: 'skipped', event: name, reason: 'badJson' };
}

function chatEvent(phase: ChatPhase, value: JsonObject, context: ReplyContext): CozeEvent {
  const chat = decodeChat(value, context);
  // A completed chat with an error must not count as success, and a failed one is over under any name.
  if (chat.status === 'failed' || (phase === 'completed' && chat.error)) {
    return { type: 'failed', error: chat.error ?? errorFromService({}, context), chat, ...debugUrlOf(value) };
  }
  return { type: 'chat', phase, chat, ...debugUrlOf(value) };
}

function decodeMessageEvent(
  sse: ServerSentEvent,
  type: 'delta' | 'message',
  context: ReplyContext,
): CozeEvent {
  const written = objectIn(sse);
  if (!written) return { type: 'skipped', event: `conversation.message.${type}`, reason: 'badJson' };
  return messageEvent(type, written, context);
}

function messageEvent(type: 'delta' | 'message', { value, text }: Written, context: ReplyContext): CozeEvent {
  // An error under the name of a message has no role; an answer about error codes has one.
  if (value['role'] === undefined && value['content'] === undefined && looksLikeFailure(value)) {
    return failedEvent(value, context);
  }
  const message = decodeMessage(value, text);
  if (!message) return { type: 'skipped', event: 'user message', reason: 'ignored' };
  const debugUrl = value['debug_url'];
  if (typeof debugUrl === 'string' && debugUrl !== '') return { type, message, debugUrl };
  return { type, message };
}

/** `error` and `conversation.chat.failed`: JSON in any of Coze's shapes, or the plain text of a Go error. */
function decodeFailed(sse: ServerSentEvent, context: ReplyContext): CozeEvent {
  const value = objectIn(sse)?.value;
  if (value) return failedEvent(value, context);
  const message = [sse.data, sse.strayLines].filter((part) => part !== '').join('\n');
  return { type: 'failed', error: errorFromService({ message }, context) };
}

function failedEvent(value: JsonObject, context: ReplyContext): CozeEvent {
  const error = errorFromService(decodeFailure(value) ?? {}, context);
  const hasChat = value['status'] !== undefined || value['conversation_id'] !== undefined;
  const chat = hasChat ? decodeChat(value, context) : undefined;
  return { type: 'failed', error, ...(chat && { chat }), ...debugUrlOf(value) };
}

/** A whole body with the content type of a stream: usually a JSON error, otherwise a page or plain text. */
function decodeForeignBody(body: string, context: ReplyContext): CozeEvent {
  const event = decodeNameless({ event: undefined, data: body, strayLines: '' }, undefined, context);
  if (event.type !== 'skipped') return event;
  const otherType = parseWireJson(body) === undefined ? 'text/plain' : 'application/json';
  const contentType = isPage(body) ? 'text/html' : otherType;
  return { type: 'failed', error: errorFromForeignBody('notAStream', body, contentType, context) };
}

/** An event without a name: a debug link, the error of a fork of the server, or a body that is not a stream. */
function decodeNameless(sse: ServerSentEvent, name: string | undefined, context: ReplyContext): CozeEvent {
  const word = sse.data.trim();
  if (word === '[DONE]' || word === '"[DONE]"') return { type: 'done' };
  const written = objectIn(sse);
  if (!written) return { type: 'skipped', event: name ?? '', reason: 'badJson' };
  const { value } = written;
  if (looksLikeFailure(value) && value['role'] === undefined) return failedEvent(value, context);
  const status = stringOf(value['status']);
  if (status === 'failed') return failedEvent(value, context);
  const phase = status === undefined ? undefined : phaseByStatus.get(status);
  if (phase !== undefined) return chatEvent(phase, value, context);
  if (typeof value['content'] === 'string' && (value['role'] !== undefined || value['type'] !== undefined)) {
    return messageEvent('message', written, context);
  }
  const debug = debugUrlOf(value);
  if (debug.debugUrl !== undefined) return { type: 'debug', debugUrl: debug.debugUrl };
  return { type: 'skipped', event: name ?? '', reason: 'unknown' };
}

function decodeChat(value: JsonObject, context: ReplyContext): CozeChat {
  const id = idOf(value['id']);
  const conversationId = idOf(value['conversation_id']);
  const status = stringOf(value['status']);
  const usage = decodeUsage(value['usage']);
  const executeId = idOf(value['execute_id']);
  const lastError = isObject(value['last_error']) ? decodeFailure(value['last_error']) : undefined;
  return {
    ...(id !== undefined && { id }),
    ...(conversationId !== undefined && { conversationId }),
    ...(status !== undefined && { status }),
    ...(usage && { usage }),
    ...(executeId !== undefined && { executeId }),
    ...(lastError && { error: errorFromService(lastError, context) }),
  };
}

function debugUrlOf(value: JsonObject | undefined): { readonly debugUrl?: string } {
  const debugUrl = value?.['debug_url'];
  return typeof debugUrl === 'string' && debugUrl !== '' ? { debugUrl } : {};
}

/** A JSON object with its source text. */
interface Written {
  readonly value: JsonObject;
  readonly text: string;
}

/** The JSON object of an event. Includes the stray lines if the data alone is incomplete JSON. */
function objectIn({ data, strayLines }: ServerSentEvent): Written | undefined {
  const value = parseWireJson(data);
  if (isObject(value)) return { value, text: data };
  if (strayLines === '') return undefined;
  const text = `${data}\n${strayLines}`;
  const whole = parseWireJson(text);
  return isObject(whole) ? { value: whole, text } : undefined;
}
