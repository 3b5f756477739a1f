import { CozeError } from './cozeError';
import { errorFromForeignBody, isPage, snippetOf } from './foreignBody';
import { errorFromService, type ReplyContext } from './serviceError';
import { redact } from './redact';
import { decodeFailureBody } from './wire';
import { parseRetryAfter } from './retry';
import type { ErrorInfo } from '../shared/errorInfo';

const maxBodyBytes = 64 * 1024;
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

/** Whether the reply is a stream of events, by status and content type. Parameters behind the type do not matter. */
export function isEventStream(response: Response): boolean {
  const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  return response.ok && type === 'text/event-stream' && response.body !== null;
}

/** The error that a reply which is no stream amounts to. Reads 64 kB of its body at most, and lets go of the rest. */
export async function errorFromReply(response: Response, context: ReplyContext): Promise<CozeError> {
  const body = await readStart(response);
  return new CozeError(decodeFailureBody(body, context) ?? errorFromOtherBody(response, body, context));
}

function errorFromOtherBody(response: Response, body: string, context: ReplyContext): ErrorInfo {
  const contentType = response.headers.get('content-type') ?? '';
  if (response.ok || (isPage(body) && response.status === 404)) {
    return errorFromForeignBody('notAStream', body, contentType, context);
  }
  // Coze's own 403 has a log id; a page without one comes from whoever stands in between.
  if (isPage(body) && response.status === 403 && context.logId === undefined) {
    return errorFromForeignBody('proxyBlocked', body, contentType, context);
  }
  return errorFromService({ message: snippetOf(body, context.secrets) }, context);
}

async function readStart(response: Response): Promise<string> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const patience = setTimeout(() => void cancelQuietly(reader), bodyPatienceMs);
  try {
    while (bytes < maxBodyBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = value.subarray(0, maxBodyBytes - bytes);
      bytes += part.byteLength;
      text += decoder.decode(part, { stream: true });
    }
  } catch {
    // The connection broke inside an error's body: what has come still says more than the break does.
    return text;
  } finally {
    clearTimeout(patience);
    void cancelQuietly(reader);
  }
  return text + decoder.decode();
}

async function cancelQuietly(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  // Letting go of a body that already failed reports that failure again; it is known.
  await reader.cancel().then(undefined, () => undefined);
}
