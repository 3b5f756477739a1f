import type { Conversation, Run, ServiceMessage, Turn } from '../shared/conversation';
import type { MediaItem } from '../shared/content';
import { fenceFor } from './selectionPrompt';

/** The words between the messages, in the user's language. */
export interface ConversationLabels {
  readonly user: string;
  readonly workflow: string;
  readonly tool: string;
  readonly untitled: string;
}

/** A conversation as a Markdown document: what was asked and answered, in order. Turns taken out of view stay out. */
export function conversationToMarkdown(conversation: Conversation, labels: ConversationLabels): string {
  const title = oneLine(conversation.title) || labels.untitled;
  const workflow = oneLine(conversation.workflow?.name ?? '');
  const parts = [
    `# ${title}`,
    ...(workflow ? [`${labels.workflow}: ${workflow}`] : []),
    ...conversation.turns
      .filter((turn) => !turn.isHidden)
      .flatMap((turn) => turnParts(turn, workflow || labels.workflow, labels)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function turnParts(turn: Turn, workflow: string, labels: ConversationLabels): readonly string[] {
  const asked = [turn.text, ...mediaLines(turn.attachments)].filter((part) => part !== '');
  return [
    `## ${labels.user}`,
    ...asked,
    ...turn.runs.flatMap((run) => [
      ...(run.reply === undefined ? [] : [`## ${labels.user}`, run.reply]),
      ...runParts(run, workflow, labels),
    ]),
  ];
}

function runParts(run: Run, workflow: string, labels: ConversationLabels): readonly string[] {
  const parts = run.messages.flatMap((message) => messageParts(message, labels));
  return parts.length > 0 ? [`## ${workflow}`, ...parts] : [];
}

function messageParts(message: ServiceMessage, labels: ConversationLabels): readonly string[] {
  const { body, text } = message;
  if (body.type === 'tool') {
    const fence = fenceFor(text);
    return [`${labels.tool}${body.name ? `: ${oneLine(body.name)}` : ''}`, `${fence}\n${text}\n${fence}`];
  }
  if (body.type === 'media') return mediaLines(body.items);
  return text.trim() === '' ? [] : [text];
}

function mediaLines(items: readonly MediaItem[]): readonly string[] {
  return items.flatMap(({ url, name }) =>
    url === undefined ? [] : [`- ${name ? `${oneLine(name)}: ` : ''}<${url}>`],
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
