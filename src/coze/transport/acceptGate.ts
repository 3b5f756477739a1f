import { CozeError } from '../errors/cozeError';
import { errorFromForeignBody, isPage, snippetOf } from '../errors/foreignBody';
import { errorFromService, type ReplyContext } from '../errors/serviceError';
import { redact } from '../text/redact';
import type { ReplyBody } from './replyBody';
import { decodeFailureBody } from '../wire/wire';
import { parseRetryAfter } from '../errors/retry';
import type { ErrorInfo } from '../../shared/errorInfo';

/** What is read of the body of any reply that is no stream. */
export const maxBodyBytes = 64 * 1024;
/** Patience for the body of an error; what has come by then is looked at. */
const bodyPatienceMs = 5_000;

/** What the headers say about the reply, for every error that comes of it. */
export function replyContext(
  response: Response,
  host: string,
  secrets: readonly string[],
  nowMs: number,
): ReplyContext {
  const logId = response.headers.get('x-tt-logid') ?? response.headers.get('x-log-id');
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), nowMs);
  return {
    host,
    secrets,
    // A header is the service's text like any other: it goes to the log.
    ...(logId && { logId: redact(logId, secrets).slice(0, 200) }),
    ...(!response.ok && { status: response.status }),
    ...(!response.ok && retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/**
 * Whether the reply is a stream of events: by its content type, any part of it where a proxy joined two headers. Where the
 * type says something else or nothing, the first bytes decide, because the run is billed whatever a proxy made of its type.
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

/** The error for a reply that is not a stream. Reads at most 64 kB of the body and cancels the rest. */
export async function errorFromReply(
  response: Response,
  body: ReplyBody,
  context: ReplyContext,
): Promise<CozeError> {
  // A connection that broke inside an error's body: what has come still says more than the break does.
  const { text } = await body.readStart(maxBodyBytes, bodyPatienceMs);
  return new CozeError(decodeFailureBody(text, context) ?? errorFromOtherBody(response, text, context));
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
