import type { Recording } from '../../recording/recording';
import { isObject, parseJson } from '../../shared/json/json';

/** The text of the last message that a recorded request sent; `undefined` if nothing was sent. */
export function sentText({ entries }: Recording): string | undefined {
  const request = entries.findLast((entry) => entry.type === 'request');
  const body = parseJson(request?.body ?? '');
  const messages: unknown = isObject(body) ? body['additional_messages'] : undefined;
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  const content = isObject(last) ? last['content'] : undefined;
  return typeof content === 'string' ? content : undefined;
}
