import { literal, typeScript } from './literals';
import type { SnippetMessage, SnippetRequest } from './snippetRequest';

const sdk = '@coze/api';

/** The request as a program for `@coze/api`. */
export function typeScriptSnippet(request: SnippetRequest): string {
  const { workflowId, appId, botId, conversationId, parameters, ext, more, messages } = request;
  const value = (each: unknown) => literal(each, typeScript);
  const field = (name: string, each: unknown) => (each === undefined ? [] : [`  ${name}: ${value(each)},`]);
  return [
    `import { ChatEventType, CozeAPI, RoleType } from '${sdk}';`,
    '',
    'const client = new CozeAPI({',
    "  token: process.env.COZE_API_TOKEN ?? '',",
    `  baseURL: ${value(request.baseUrl)},`,
    '});',
    '',
    'const stream = client.workflows.chat.stream({',
    ...field('workflow_id', workflowId),
    ...field('app_id', appId),
    ...field('bot_id', botId),
    ...field('conversation_id', conversationId),
    '  additional_messages: [',
    ...messages.map((message) => `    ${messageLiteral(message)},`),
    '  ],',
    ...field('parameters', parameters),
    ...field('ext', ext),
    ...(Object.keys(more).length > 0 ? [`  ...${value(more)},`] : []),
    '});',
    '',
    'for await (const event of stream) {',
    '  if (event.event === ChatEventType.CONVERSATION_MESSAGE_DELTA) process.stdout.write(event.data.content);',
    '}',
    '',
  ].join('\n');
}

function messageLiteral({ role, content, contentType, more }: SnippetMessage): string {
  const fields = [
    `role: RoleType.${role === 'user' ? 'User' : 'Assistant'}`,
    `content: ${literal(content, typeScript)}`,
    `content_type: ${literal(contentType, typeScript)}`,
    ...(Object.keys(more).length > 0 ? [`...${literal(more, typeScript)}`] : []),
  ];
  return `{ ${fields.join(', ')} }`;
}
