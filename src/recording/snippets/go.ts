import { isObject } from '../../shared/json/json';
import { go, literal, quoted } from './literals';
import type { SnippetMessage, SnippetRequest } from './snippetRequest';
import { unsent } from './unsent';

/** The request as a program for `github.com/coze-dev/coze-go`. */
export function goSnippet(request: SnippetRequest): string {
  const { workflowId, appId, botId, conversationId, parameters, ext, messages, baseUrl } = request;
  const pointer = (field: string, variable: string, value: string | undefined) =>
    value === undefined ? [] : [`\t${variable} := ${quoted(value, go)}`, `\trequest.${field} = &${variable}`];
  return [
    'package main',
    '',
    'import (',
    ...['context', 'errors', 'fmt', 'io', 'os'].map((name) => `\t"${name}"`),
    '',
    '\t"github.com/coze-dev/coze-go"',
    ')',
    '',
    'func main() {',
    '\tauth := coze.NewTokenAuth(os.Getenv("COZE_API_TOKEN"))',
    `\tclient := coze.NewCozeAPI(auth, coze.WithBaseURL(${quoted(baseUrl, go)}))`,
    ...unsent('//', 'coze-go', request).map((line) => `\t${line}`),
    `\trequest := &coze.WorkflowsChatStreamReq{WorkflowID: ${quoted(workflowId, go)}}`,
    ...pointer('AppID', 'appID', appId),
    ...pointer('BotID', 'botID', botId),
    ...pointer('ConversationID', 'conversationID', conversationId),
    '\trequest.AdditionalMessages = []*coze.Message{',
    ...messages.map((message) => `\t\t${messageCall(message)},`),
    '\t}',
    ...(parameters ? [`\trequest.Parameters = ${literal(parameters, go)}`] : []),
    ...(ext ? [`\trequest.Ext = ${stringMap(ext)}`] : []),
    '\tstream, err := client.Workflows.Chat.Stream(context.Background(), request)',
    '\tif err != nil {',
    '\t\tpanic(err)',
    '\t}',
    '\tdefer stream.Close()',
    '\tfor {',
    '\t\tevent, err := stream.Recv()',
    '\t\tif errors.Is(err, io.EOF) {',
    '\t\t\tbreak',
    '\t\t}',
    '\t\tif err != nil {',
    '\t\t\tpanic(err)',
    '\t\t}',
    '\t\tif event.Event == coze.ChatEventConversationMessageDelta {',
    '\t\t\tfmt.Print(event.Message.Content)',
    '\t\t}',
    '\t}',
    '}',
    '',
  ].join('\n');
}

function messageCall({ role, content, contentType }: SnippetMessage): string {
  const text = quoted(content, go);
  if (contentType === 'text') {
    return role === 'user'
      ? `coze.BuildUserQuestionText(${text}, nil)`
      : `coze.BuildAssistantAnswer(${text}, nil)`;
  }
  return `{Role: ${quoted(role, go)}, Content: ${text}, ContentType: ${quoted(contentType, go)}}`;
}

/** The values of `ext` are texts on the wire. */
function stringMap(value: unknown): string {
  const entries = isObject(value) ? Object.entries(value) : [];
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return `map[string]string{${texts.map(([name, text]) => `${quoted(name, go)}: ${quoted(text, go)}`).join(', ')}}`;
}
