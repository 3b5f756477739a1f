import { is, literal, looseObject, safeParse, type GenericSchema } from 'valibot';
import { errorInfo } from '../../shared/errorInfo';
import { CozeError, isCozeError } from '../errors/cozeError';
import { errorFromForeignBody } from '../errors/foreignBody';
import { parseWireJson } from '../text/json';
import { withoutSecrets } from '../text/redact';
import { decodeFailureBody } from '../wire/wire';
import { errorFromReply, maxBodyBytes, replyContext } from './acceptGate';
import {
  sendAuthorized,
  type Endpoint,
  type HttpDeps,
  type HttpRequest,
  type SentRequest,
} from './authorizedFetch';
import { exchange } from './exchange';
import { ReplyBody } from './replyBody';

/** A request with the limits of its reply. */
export interface CallRequest extends HttpRequest {
  /** For the request and its body together; 30 s by default. For a streamed body: the longest pause while it is sent. */
  readonly timeoutMs?: number;
  /** Most bytes of the reply; 64 kB by default. A larger reply is an error. */
  readonly maxBytes?: number;
  /** Aborting it closes the socket and rejects the call with its reason. */
  readonly signal?: AbortSignal;
}

const defaultTimeoutMs = 30_000;

/** A JSON reply that is not an error (docs/coze-protocol.md, 4.1). */
const success = looseObject({ code: literal(0) });

/**
 * Sends one request and parses the JSON reply with `schema`. Throws {@link CozeError} for any failure, including a reply
 * that does not match, and the reason of `signal` if that aborts.
 */
export async function call<T>(
  endpoint: Endpoint,
  request: CallRequest,
  schema: GenericSchema<unknown, T>,
  deps: HttpDeps,
): Promise<T> {
  const { timeoutMs = defaultTimeoutMs, signal } = request;
  let sent: SentRequest | undefined;
  try {
    return await exchange({ timeoutMs, signal, service: () => sent, ...deps }, async (ended, progressed) => {
      const reported = withProgress(request, progressed);
      sent = await sendAuthorized(endpoint, reported, 'application/json', ended, deps);
      return readReply(sent, schema, request, ended, deps);
    });
  } catch (error) {
    if (sent && isCozeError(error) && error.info.reason === 'tokenInvalid')
      deps.credentials.rejected(sent.origin);
    throw error;
  }
}

/** The request; `progressed` is called for each chunk of a streamed body. */
function withProgress(request: HttpRequest, progressed: () => void): HttpRequest {
  const { body } = request;
  return typeof body === 'object'
    ? { ...request, body: { ...body, bytes: observed(body.bytes, progressed) } }
    : request;
}

async function* observed(chunks: AsyncIterable<Uint8Array>, act: () => void): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    act();
    yield chunk;
  }
}

async function readReply<T>(
  sent: SentRequest,
  schema: GenericSchema<unknown, T>,
  { timeoutMs = defaultTimeoutMs, maxBytes = maxBodyBytes }: CallRequest,
  signal: AbortSignal,
  { now = Date.now, log }: HttpDeps,
): Promise<T> {
  const startedAt = now();
  const response = await sent.response;
  const context = replyContext(response, sent, now());
  const logId = context.logId === undefined ? '' : `, log id ${context.logId}`;
  const address = sent.url.replace(/\?.*/, '');
  log?.info(`${sent.method} ${address} ${response.status} in ${now() - startedAt} ms${logId}`);
  const body = new ReplyBody(response, signal);
  if (!response.ok) throw await errorFromReply(response, body, context);
  const { text, failure: broken } = await body.readStart(maxBytes, timeoutMs);
  if (broken !== undefined) throw broken;
  const failure = decodeFailureBody(text, context);
  if (failure) throw new CozeError(failure);
  if (!/^\s*[[{]/.test(text)) {
    const contentType = response.headers.get('content-type') ?? '';
    throw new CozeError(errorFromForeignBody('notAStream', text, contentType, context));
  }
  const value = withoutSecrets(parseWireJson(text), sent.secrets);
  const read = safeParse(schema, value);
  if (!is(success, value) || !read.success) {
    throw new CozeError(errorInfo('badContent', { params: { host: sent.host } }));
  }
  return read.output;
}
