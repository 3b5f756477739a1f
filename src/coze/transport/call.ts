import { is, literal, looseObject, safeParse, type GenericSchema } from 'valibot';
import { errorInfo } from '../../shared/errorInfo';
import { CozeError, isCozeError } from '../errors/cozeError';
import { errorFromNetwork, networkSituation } from '../errors/networkError';
import { parseWireJson } from '../text/json';
import { decodeFailureBody } from '../wire/wire';
import { errorFromReply, maxBodyBytes, replyContext } from './acceptGate';
import {
  sendAuthorized,
  type Endpoint,
  type HttpDeps,
  type HttpRequest,
  type SentRequest,
} from './authorizedFetch';
import { ReplyBody } from './replyBody';

const defaultTimeoutMs = 30_000;

/** A JSON reply that is not an error (docs/coze-protocol.md, 4.1). */
const success = looseObject({ code: literal(0) });

/**
 * Sends one request and parses the JSON reply with `schema`. The timeout covers the request and its body. Throws {@link
 * CozeError} for any failure, including a reply that does not match.
 */
export async function call<T>(
  endpoint: Endpoint,
  request: HttpRequest & { readonly timeoutMs?: number },
  schema: GenericSchema<unknown, T>,
  deps: HttpDeps,
): Promise<T> {
  const { timeoutMs = defaultTimeoutMs } = request;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  let sent: SentRequest | undefined;
  try {
    sent = await sendAuthorized(endpoint, request, 'application/json', controller.signal, deps);
    return await readReply(sent, schema, timeoutMs, deps);
  } catch (error) {
    const { host = '', origin = '' } = sent ?? {};
    if (isCozeError(error)) {
      if (error.info.reason === 'tokenInvalid') deps.credentials.rejected(origin);
      throw error;
    }
    throw new CozeError(
      controller.signal.aborted
        ? errorInfo('responseTimeout', { params: { host, seconds: String(timeoutMs / 1_000) } })
        : errorFromNetwork(error, networkSituation(host, origin, deps.proxyFor)),
    );
  } finally {
    clearTimeout(timer);
  }
}

async function readReply<T>(
  { host, secrets, response: pending }: SentRequest,
  schema: GenericSchema<unknown, T>,
  timeoutMs: number,
  { now = Date.now }: HttpDeps,
): Promise<T> {
  const response = await pending;
  const context = replyContext(response, host, secrets, now());
  const body = new ReplyBody(response);
  if (!response.ok) throw await errorFromReply(response, body, context);
  const { text, failure: broken } = await body.readStart(maxBodyBytes, timeoutMs);
  if (broken !== undefined) throw broken;
  const failure = decodeFailureBody(text, context);
  if (failure) throw new CozeError(failure);
  const value = parseWireJson(text);
  const read = safeParse(schema, value);
  if (!is(success, value) || !read.success) {
    throw new CozeError(errorInfo('badContent', { params: { host } }));
  }
  return read.output;
}
