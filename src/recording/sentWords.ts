import { isObject, parseJson } from '../shared/json/json';
import { foreignText } from '../shared/text/foreignText';

const maxLength = 80;

/** The first words of the message that the body of a request sends; empty if it has no text. Never throws. */
export function sentWords(body: string): string {
  const request = parseJson(body);
  const messages: unknown = isObject(request) ? request['additional_messages'] : undefined;
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  if (!isObject(last) || typeof last['content'] !== 'string') return '';
  const { content } = last;
  const text = last['content_type'] === 'object_string' ? textOfParts(content) : content;
  return foreignText(text.slice(0, maxLength * 4), maxLength);
}

/** The texts of a content that is a list of texts and files. */
function textOfParts(content: string): string {
  const parts = parseJson(content);
  if (!Array.isArray(parts)) return '';
  return parts
    .flatMap((part: unknown) => (isObject(part) && typeof part['text'] === 'string' ? [part['text']] : []))
    .join(' ');
}
