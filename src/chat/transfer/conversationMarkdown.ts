import type { Conversation, Run, Turn } from '../../shared/conversation/conversation';
import type { UserMessage } from '../../shared/conversation/userMessage';
import { filledFields } from '../../shared/filledFields';
import { memberNames, visibleJson } from '../../shared/text/visibleJson';
import { hostOf } from '../../shared/urls/urls';
import { isDemoRef } from '../../shared/workflow';
import { dateText, oneLine, usageText, type ExportWords } from './exportWords';
import { mediaLines, messageMarkdown } from './messageMarkdown';
import { runFacts } from './runMarkdown';
import { fenced } from '../selectionPrompt';

/**
 * Exports a conversation as a Markdown document: messages and answers in order, with the outcome of each run as in the
 * view. Hidden turns are omitted. Opening the document loads nothing.
 */
export function conversationToMarkdown(conversation: Conversation, words: ExportWords): string {
  const parts = [
    `# ${inline(conversation.title, words) || words.labels.untitled}`,
    ...head(conversation, words),
    ...conversation.turns
      .filter((turn) => !turn.isHidden)
      .flatMap((turn) => turnParts(conversation, turn, words)),
    ...queueParts(conversation, words),
  ];
  return `${parts.join('\n\n')}\n`;
}

function head(
  { workflow, startedAt, usage, forkedFrom }: Conversation,
  words: ExportWords,
): readonly string[] {
  const { labels } = words;
  const place = isDemoRef(workflow) ? labels.demo : hostOf(workflow?.origin);
  const facts = [
    workflow ? `- ${labels.workflow}: ${inline(workflow.name, words)}${place && ` (${place})`}` : '',
    dateText(startedAt, words) && `- ${labels.started}: ${dateText(startedAt, words)}`,
    usageText(usage, words) && `- ${labels.tokens}: ${usageText(usage, words)}`,
    forkedFrom
      ? `- ${(forkedFrom.turns === 0 ? labels.forkedAtStart : labels.forkedFrom).replace('{title}', () => inline(forkedFrom.title, words))}`
      : '',
  ].filter((fact) => fact !== '');
  return facts.length > 0 ? [facts.join('\n')] : [];
}

function turnParts(conversation: Conversation, turn: Turn, words: ExportWords): readonly string[] {
  return [
    ...said(turn.text, turn.sentAt, words),
    ...mediaLines(turn.attachments, words),
    ...inputLines(turn, words),
    ...turn.runs.flatMap((run, index) => [
      ...(run.reply === undefined ? [] : replyParts(turn, run, index, words)),
      ...runParts(conversation, turn, index, words),
    ]),
  ];
}

function said(text: string, at: number, words: ExportWords): readonly string[] {
  const date = dateText(at, words);
  return [
    `## ${words.labels.you}`,
    ...(date ? [`*${date}*`] : []),
    ...(text === '' ? [] : [words.inert(text)]),
  ];
}

function replyParts(turn: Turn, run: Run, index: number, words: ExportWords): readonly string[] {
  const fields = filledFields(turn, index);
  if (!fields) return said(run.reply ?? '', run.startedAt, words);
  const lines = fields.map(({ name, value }) => `- ${inline(name, words)}: ${inline(value, words) || '–'}`);
  return [...said('', run.startedAt, words), lines.join('\n')];
}

function runParts(
  { workflow }: Conversation,
  turn: Turn,
  index: number,
  words: ExportWords,
): readonly string[] {
  const run = turn.runs[index];
  if (!run) return [];
  const name = inline(workflow?.name ?? '', words) || words.labels.workflow;
  const isRepeat = index > 0 && run.reply === undefined;
  const number = isRepeat ? ` · ${words.labels.attempt.replace('{number}', String(index + 1))}` : '';
  const date = dateText(run.startedAt, words);
  const reply = turn.runs[index + 1]?.reply;
  return [
    `## ${name}${number}`,
    ...(date ? [`*${date}*`] : []),
    ...run.messages.flatMap((message) => messageMarkdown(message, words, reply)),
    ...runFacts(run, isDemoRef(workflow), words),
  ];
}

function queueParts({ queue }: Conversation, words: ExportWords): readonly string[] {
  if (queue.length === 0) return [];
  return [
    `## ${words.labels.queue}`,
    ...queue.flatMap((message: UserMessage) => [
      fenced(message.text),
      ...mediaLines(message.attachments, words),
      ...inputLines(message, words),
    ]),
  ];
}

/** The inputs that a message was sent with. */
function inputLines({ parameters }: UserMessage, words: ExportWords): readonly string[] {
  if (!parameters) return [];
  const names = words.labels.sentInputs.replace('{names}', () => words.inert(memberNames(parameters)));
  return [names, fenced(visibleJson(parameters), 'json')];
}

function inline(text: string, words: ExportWords): string {
  return words.inert(oneLine(text));
}
