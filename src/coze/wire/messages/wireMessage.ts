import type { InterruptSignal } from '../../../shared/conversation/chatEvent';
import { boundedBody, type MessageBody } from '../../../shared/conversation/content';
import type { CozeMessage } from '../cozeEvent';
import { idOf, objectOf, sourceOfMember, stringOf } from '../../text/json';
import type { JsonObject } from '../../../shared/json/json';
import { decodeCardQuestion } from './wireCard';
import { decodeMedia, decodeObjectString, isMediaType } from './wireMedia';

const textBody: MessageBody = { type: 'text' };

const toolOf: ReadonlyMap<string, 'call' | 'output' | 'knowledge'> = new Map<
  string,
  'call' | 'output' | 'knowledge'
>([
  ['function_call', 'call'],
  ['tool_response', 'output'],
  ['tool_output', 'output'],
  ['knowledge', 'knowledge'],
]);

/**
 * Decodes a message object (docs/coze-protocol.md, 2.6); `source` is its JSON text. `undefined` for a message of the
 * user, which some streams repeat. Missing and mistyped fields become empty. `content` is the visible text: that of an
 * `object_string`, or the title of a card.
 */
export function decodeMessage(value: JsonObject, source: string): CozeMessage | undefined {
  const type = stringOf(value['type']) ?? '';
  if (type === 'question' || value['role'] === 'user') return undefined;
  const content = textOfContent(value['content'], source);
  const contentType = stringOf(value['content_type']) ?? '';
  const shown = decodeContent(value, type, contentType, content);
  const message: Mutable<CozeMessage> = {
    id: idOf(value['id']) ?? '',
    type,
    content: shown.text,
    contentType,
    body: boundedBody(shown.body),
  };
  const chatId = idOf(value['chat_id']);
  if (chatId !== undefined) message.chatId = chatId;
  const conversationId = idOf(value['conversation_id']);
  if (conversationId !== undefined) message.conversationId = conversationId;
  const reasoning = value['reasoning_content'];
  if (typeof reasoning === 'string' && reasoning !== '') message.reasoning = reasoning;
  if (type === 'verbose') {
    const interrupt = decodeInterrupt(content);
    if (interrupt !== undefined) message.interrupt = interrupt;
  }
  return message;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Content that is an object or a number instead of a string is kept as its source text. */
function textOfContent(value: unknown, message: string): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : (sourceOfMember(message, 'content') ?? '');
}

interface ShownContent {
  readonly text: string;
  readonly body: MessageBody;
}

function decodeContent(value: JsonObject, type: string, contentType: string, content: string): ShownContent {
  // Fast path for nearly every event of a stream.
  if (type === 'answer' && contentType === 'text') return { text: content, body: textBody };
  const tool = toolOf.get(type);
  if (tool) {
    const name = tool === 'call' ? nameOfCall(content) : undefined;
    return { text: content, body: { type: 'tool', tool, ...(name !== undefined && { name }) } };
  }
  if (contentType === 'text' && !isMediaType(type)) return { text: content, body: textBody };
  if (contentType === 'object_string') {
    const media = decodeObjectString(content);
    return media ? mediaContent(media) : { text: content, body: textBody };
  }
  if (contentType === 'card') return decodeCard(content);
  if (isMediaType(contentType)) return mediaContent(decodeMedia(contentType, value, content));
  if (isMediaType(type)) return mediaContent(decodeMedia(type, value, content));
  return { text: content, body: textBody };
}

function mediaContent(media: ReturnType<typeof decodeMedia>): ShownContent {
  if (media.items.length === 0) return { text: media.text, body: textBody };
  return { text: media.text, body: { type: 'media', items: media.items } };
}

function decodeCard(content: string): ShownContent {
  const card = objectOf(content);
  if (!card) return { text: content, body: { type: 'card', raw: content } };
  const question = decodeCardQuestion(card);
  return {
    text: question?.title ?? '',
    body: { type: 'card', raw: content, ...(question && { question }) },
  };
}

/** The name of a called function. Searches the text, because the documentation's own sample is incomplete JSON. */
function nameOfCall(content: string): string | undefined {
  const name = stringOf(objectOf(content)?.['name']) ?? /"name"\s*:\s*"([^"\\]*)"/.exec(content)?.[1];
  return name === '' ? undefined : name;
}

/** The interrupt signal in a `verbose` message: `interrupt`, or `finish_reason` 1 (docs/coze-protocol.md, 3.1). */
function decodeInterrupt(content: string): InterruptSignal | undefined {
  const verbose = objectOf(content);
  const kind = verbose?.['msg_type'];
  if (kind === 'interrupt') return 'verboseInterrupt';
  if (kind !== 'generate_answer_finish') return undefined;
  const reason = objectOf(verbose?.['data'])?.['finish_reason'];
  return reason === 1 || reason === '1' ? 'finishReason' : undefined;
}
