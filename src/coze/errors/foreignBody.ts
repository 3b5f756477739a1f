import { redact } from '../text/redact';
import { errorInfo, type ErrorInfo } from '../../shared/errorInfo';
import { visibleText, type ReplyContext } from './serviceError';

/** How much of a foreign body is quoted. */
const maxSnippet = 200;

/** Whether a body begins like an HTML or XML page: usually the reply of a proxy, not of Coze. */
export function isPage(body: string): boolean {
  return /^\s*(?:<!--[^]*?-->\s*)?<(?:!doctype|html|head|body|\?xml)/i.test(body);
}

/** The first visible words: of a page without its markup, scripts and styles, nor a title that is said again below. */
export function snippetOf(body: string, secrets: readonly string[]): string {
  const text = isPage(body) ? withoutTwice(body) : body;
  return visibleText(redact(text, secrets), maxSnippet);
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

/** The error that a body amounts to which is not what Coze answers with, with its first words. */
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
