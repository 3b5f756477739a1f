import { redact } from '../text/redact';
import { errorInfo, type ErrorInfo } from '../../shared/errorInfo';
import { foreignLines } from '../../shared/text/foreignText';
import type { ReplyContext } from './serviceError';

/** Longest quotation of a foreign body, in characters. */
const maxSnippet = 200;

/** Whether a body starts like an HTML or XML page. Such a page usually comes from a proxy. */
export function isPage(body: string): boolean {
  return /^\s*(?:<!--[^]*?-->\s*)?<(?:!doctype|html|head|body|\?xml)/i.test(body);
}

/** The first visible text of a body: without markup, scripts and styles, and without a title that the text repeats. */
export function snippetOf(body: string, secrets: readonly string[]): string {
  const text = isPage(body) ? withoutTwice(body) : body;
  return foreignLines(redact(text, secrets), maxSnippet);
}

function withoutTwice(page: string): string {
  const [title = ''] = /<title\b[^]*?(?:<\/title\s*>|$)/i.exec(page) ?? [];
  const rest = wordsOfPage(page.replace(title, ' '));
  return rest.startsWith(wordsOfPage(title)) ? rest : wordsOfPage(page);
}

function wordsOfPage(page: string): string {
  return page
    .replace(/<(script|style)\b[^]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<!--[^]*?(?:-->|$)/g, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The error for a body that is not a reply of Coze. Quotes the beginning of the text. */
export function errorFromForeignBody(
  reason: 'notAStream' | 'proxyBlocked',
  body: string,
  contentType: string,
  context: ReplyContext,
): ErrorInfo {
  const message = snippetOf(body, context.secrets);
  return errorInfo(reason, {
    params: { host: context.host, contentType: redact(contentType, context.secrets).slice(0, 100) },
    ...(context.status !== undefined && { status: context.status }),
    ...(context.logId !== undefined && { logId: context.logId }),
    ...(message !== '' && { serviceMessage: message }),
  });
}
