import type { MediaItem } from '../../shared/conversation/content';
import type { AttachmentFormat } from '../../shared/workflow';
import type { ChatRequest, ChatRequestMessage } from './chatRequest';

interface WireMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
  readonly content_type: string;
  readonly file_url?: string;
  readonly file_id?: string;
}

/** Coze accepts at most 50 messages; the newest are sent. */
const maxMessages = 50;

/**
 * The body of `POST /v1/workflows/chat` (docs/coze-protocol.md, 1.3). Absent fields are omitted. The order of the keys
 * is fixed: workflow_id, app_id, bot_id, conversation_id, additional_messages, parameters, ext, workflow_version,
 * connector_id.
 */
export function encodeChatRequest(request: ChatRequest): string {
  const { workflow, conversationId, messages } = request;
  const format = workflow.attachmentFormat ?? 'object_string';
  const parameters = { ...workflow.parameters, ...request.parameters };
  return JSON.stringify({
    workflow_id: workflow.workflowId,
    ...(workflow.appId && { app_id: workflow.appId }),
    ...(workflow.botId && { bot_id: workflow.botId }),
    ...(conversationId && { conversation_id: conversationId }),
    additional_messages: messages.flatMap((message) => encodeMessage(message, format)).slice(-maxMessages),
    ...(hasEntries(parameters) && { parameters }),
    ...(hasEntries(workflow.ext) && { ext: workflow.ext }),
    ...(workflow.workflowVersion && { workflow_version: workflow.workflowVersion }),
    ...(workflow.connectorId && { connector_id: workflow.connectorId }),
  });
}

function encodeMessage(message: ChatRequestMessage, format: AttachmentFormat): readonly WireMessage[] {
  const { role, text, attachments = [] } = message;
  if (attachments.length === 0) return [{ role, content: text, content_type: 'text' }];
  if (format === 'file_url') return encodeFileUrls(role, text, attachments);
  const items = attachments.map((item) => ({
    type: itemType(item),
    ...(item.fileId ? { file_id: item.fileId } : { file_url: item.url }),
  }));
  const content = JSON.stringify(text === '' ? items : [{ type: 'text', text }, ...items]);
  return [{ role, content, content_type: 'object_string' }];
}

/**
 * One message per attachment. The chatflow reads the last message as its input, so the text is sent with the last one.
 */
function encodeFileUrls(
  role: WireMessage['role'],
  text: string,
  attachments: readonly MediaItem[],
): readonly WireMessage[] {
  return attachments.map((item, index) => ({
    role,
    content: index === attachments.length - 1 ? text : '',
    content_type: itemType(item),
    ...(item.url ? { file_url: item.url } : { file_id: item.fileId ?? '' }),
  }));
}

/** Coze's cloud has no item type for videos. */
function itemType(item: MediaItem): string {
  return item.kind === 'video' ? 'file' : item.kind;
}

function hasEntries(record: Readonly<Record<string, unknown>> | undefined): boolean {
  return record !== undefined && Object.keys(record).length > 0;
}
