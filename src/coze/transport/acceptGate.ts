import { CozeError } from '../errors/cozeError';
import { errorFromForeignBody, isPage, snippetOf } from '../errors/foreignBody';
import { errorFromService, type ReplyContext } from '../errors/serviceError';
import { redact } from '../text/redact';
import type { SentRequest } from './authorizedFetch';
import type { ReplyBody } from './replyBody';
import type { ServerSentEvent } from '../wire/serverSentEvent';
import { decodeEvent, decodeFailureBody } from '../wire/wire';
import { SseDecoder } from './sse';
import { parseRetryAfter } from '../errors/retry';
import type { ErrorInfo } from '../../shared/errorInfo';

/** Most bytes that are read from a body that is not a stream. */
export const maxBodyBytes = 64 * 1024;
/** Timeout for an error body, in milliseconds. After it, the part received so far is used. */
const bodyPatienceMs = 5_000;

/** The reply context for errors, from the headers. */
export function replyContext(
  response: Response,
  { host, secrets, permission }: Pick<SentRequest, 'host' | 'secrets' | 'permission'>,
  nowMs: number,
): ReplyContext {
  const logId = response.headers.get('x-tt-logid') ?? response.headers.get('x-log-id');
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), nowMs);
  return {
    host,
    secrets,
    ...(permission !== undefined && { permission }),
    // A header is foreign text that goes to the log.
    ...(logId && { logId: redact(logId, secrets).slice(0, 200) }),
    ...(!response.ok && { status: response.status }),
    // Coze sends most of its codes with status 200.
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/**
 * Whether the reply is an event stream. The content type decides, in any part if a proxy joined two headers. If it is
 * missing or different, the first bytes decide, because the run is billed even if a proxy changed the type.
 */
export async function isEventStream(
  response: Response,
  body: ReplyBody,
  onBytes: () => void,
): Promise<boolean> {
  if (!response.ok || response.body === null) return false;
  const types = (response.headers.get('content-type') ?? '').split(',');
  const isDeclared = types.some((type) => type.split(';')[0]?.trim().toLowerCase() === 'text/event-stream');
  return isDeclared || body.beginsAsStream(onBytes);
}

/**
 * The error for a reply that is not a stream. Reads at most 64 kB of the body and cancels the rest; `onBody` receives what was
 * read.
 */
export async function errorFromReply(
  response: Response,
  body: ReplyBody,
  context: ReplyContext,
  onBody?: (text: string) => void,
): Promise<CozeError> {
  // If the connection breaks within an error body, the partial body is more specific than the network error.
  const { text } = await body.readStart(maxBodyBytes, bodyPatienceMs);
  onBody?.(text);
  const reported = decodeFailureBody(text, context) ?? errorInStream(text, context);
  return new CozeError(reported ?? errorFromOtherBody(response, text, context));
}

/** The error in a body that is an event stream although the status is that of a failure. */
function errorInStream(body: string, context: ReplyContext): ErrorInfo | undefined {
  const received: ServerSentEvent[] = [];
  const decoder = new SseDecoder((event) => received.push(event));
  decoder.feed(new TextEncoder().encode(body));
  decoder.end();
  for (const event of received.filter(({ isForeignBody }) => isForeignBody !== true)) {
    const decoded = decodeEvent(event, context);
    if (decoded.type === 'failed') return decoded.error;
  }
  return undefined;
}

function errorFromOtherBody(response: Response, body: string, context: ReplyContext): ErrorInfo {
  const contentType = response.headers.get('content-type') ?? '';
  if (response.ok || (isPage(body) && response.status === 404)) {
    return errorFromForeignBody('notAStream', body, contentType, context);
  }
  // Coze's own 403 has a log ID; a page without one comes from a proxy.
  if (isPage(body) && response.status === 403 && context.logId === undefined) {
    return errorFromForeignBody('proxyBlocked', body, contentType, context);
  }
  return errorFromService({ message: snippetOf(body, context.secrets) }, context);
}
