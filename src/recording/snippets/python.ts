import { literal, python } from './literals';
import type { SnippetMessage, SnippetRequest } from './snippetRequest';
import { unsent } from './unsent';

/** The request as a program for `cozepy`. */
export function pythonSnippet(request: SnippetRequest): string {
  const { workflowId, appId, botId, conversationId, parameters, ext, messages } = request;
  const value = (each: unknown) => literal(each, python);
  const argument = (name: string, each: unknown) =>
    each === undefined ? [] : [`    ${name}=${value(each)},`];
  return [
    'import os',
    '',
    'from cozepy import ChatEventType, Coze, Message, MessageContentType, MessageRole, MessageType, TokenAuth',
    '',
    `coze = Coze(auth=TokenAuth(os.environ["COZE_API_TOKEN"]), base_url=${value(request.baseUrl)})`,
    '',
    ...unsent('#', 'cozepy', request),
    'for event in coze.workflows.chat.stream(',
    ...argument('workflow_id', workflowId),
    ...argument('app_id', appId),
    ...argument('bot_id', botId),
    ...argument('conversation_id', conversationId),
    '    additional_messages=[',
    ...messages.map((message) => `        ${messageCall(message)},`),
    '    ],',
    ...argument('parameters', parameters),
    ...argument('ext', ext),
    '):',
    '    if event.event == ChatEventType.CONVERSATION_MESSAGE_DELTA:',
    '        print(event.message.content, end="", flush=True)',
    '',
  ].join('\n');
}

function messageCall({ role, content, contentType }: SnippetMessage): string {
  const isUser = role === 'user';
  const text = literal(content, python);
  if (contentType === 'text') {
    return `Message.${isUser ? 'build_user_question_text' : 'build_assistant_answer'}(${text})`;
  }
  const type = `MessageContentType(${literal(contentType, python)})`;
  return isUser
    ? `Message(role=MessageRole.USER, type=MessageType.QUESTION, content=${text}, content_type=${type})`
    : `Message(role=MessageRole.ASSISTANT, type=MessageType.ANSWER, content=${text}, content_type=${type})`;
}
