import type { CardQuestion, MediaItem } from '../../shared/conversation/content';
import type { ServiceMessage } from '../../shared/conversation/conversation';
import { oneLine, sizeText, type ExportWords } from './exportWords';
import { fenced } from '../selectionPrompt';

/** A message of the service as parts of a Markdown document. `reply` is the user's answer to its question. */
export function messageMarkdown(
  message: ServiceMessage,
  words: ExportWords,
  reply?: string,
): readonly string[] {
  const { feedback, reasoning } = message;
  const { labels } = words;
  return [
    ...(reasoning.trim() === '' ? [] : [folded(labels.reasoning, reasoning)]),
    ...contentMarkdown(message, words, reply),
    ...(feedback ? [`*${feedback === 'like' ? labels.like : labels.unlike}*`] : []),
  ];
}

/** The same without reasoning and rating. */
export function contentMarkdown(
  message: ServiceMessage,
  words: ExportWords,
  reply?: string,
): readonly string[] {
  const { body, text } = message;
  return [
    ...bodyParts(message, words, reply),
    ...(body.type === 'tool' || body.type === 'card' || text.trim() === '' ? [] : [words.inert(text)]),
    ...(body.type === 'media' ? mediaLines(body.items, words) : []),
  ];
}

/** Media as a list of links, so that opening the document loads nothing. */
export function mediaLines(items: readonly MediaItem[], words: ExportWords): readonly string[] {
  if (items.length === 0) return [];
  return [items.map((item) => `- ${mediaLine(item, words)}`).join('\n')];
}

function mediaLine({ kind, url, name, fileId, size }: MediaItem, words: ExportWords): string {
  const { labels } = words;
  const kindWord = {
    image: labels.kindImage,
    file: labels.kindFile,
    audio: labels.kindAudio,
    video: labels.kindVideo,
  }[kind];
  const named = name ? ` ${words.inert(oneLine(name))}` : '';
  const id = fileId ? `: \`${fileId.replaceAll('`', '')}\`` : '';
  if (url !== undefined) return `${kindWord}${named}: ${linkTo(url)}`;
  const item =
    size === undefined
      ? labels.mediaWithoutUrl.replace('{kind}', () => kindWord) + named
      : labels.mediaSized.replace('{item}', () => kindWord + named).replace('{size}', sizeText(size, words));
  return item + id;
}

/** A URL as a link, or as code if it is not safe as a link. */
export function linkTo(url: string): string {
  const isSafe = /^https?:\/\/[^\s<>`]+$/i.test(url);
  return isSafe ? `<${url}>` : `\`${oneLine(url).replaceAll('`', '')}\``;
}

function bodyParts(
  { body, text }: ServiceMessage,
  words: ExportWords,
  reply: string | undefined,
): readonly string[] {
  const { labels } = words;
  if (body.type === 'tool') {
    const verb = { call: labels.toolCall, output: labels.toolOutput, knowledge: labels.toolKnowledge }[
      body.tool
    ];
    const name = body.name ? `: ${words.inert(oneLine(body.name))}` : '';
    return [`**${verb}**${name}`, fenced(text)];
  }
  if (body.type !== 'card') return [];
  if (!body.question) return [`**${labels.cardTitle}**`, fenced(body.raw, 'json')];
  return questionParts(body.question, words, reply);
}

function questionParts(
  question: CardQuestion,
  words: ExportWords,
  reply: string | undefined,
): readonly string[] {
  const inline = (text: string) => words.inert(oneLine(text));
  const title = question.title.trim() === '' ? [] : [words.inert(question.title)];
  const lines =
    question.type === 'options'
      ? question.options.map((option) => `- [${option === reply ? 'x' : ' '}] ${inline(option)}`)
      : question.fields.map(({ name, type, required }) => {
          const label = required ? words.labels.fieldRequired : words.labels.fieldLabel;
          return `- ${label.replace('{name}', () => inline(name)).replace('{type}', () => inline(type))}`;
        });
  return [...title, ...(lines.length > 0 ? [lines.join('\n')] : [])];
}

/** Collapsed if the reader supports HTML, otherwise a quotation. The text itself is plain. */
function folded(summary: string, text: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${fenced(text)}\n\n</details>`;
}
