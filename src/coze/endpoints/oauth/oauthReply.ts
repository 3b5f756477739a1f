import * as v from 'valibot';
import { errorInfo } from '../../../shared/errorInfo';
import { foreignLines } from '../../../shared/text/foreignText';
import type { DeviceCode, OAuthProblem, OAuthRefusal, OAuthTokens } from '../../../shared/oauth';
import { CozeError } from '../../errors/cozeError';
import { redact } from '../../text/redact';
import { parseWireJson } from '../../text/json';
import { errorFromReply } from '../../transport/acceptGate';
import type { AnonymousReply } from '../../transport/anonymousPost';
import { ReplyBody } from '../../transport/replyBody';
import { decodeFailureBody } from '../../wire/wire';
import { numeric } from '../foreignFields';

/** The time of a reply, in milliseconds since the epoch, by both clocks. */
export interface Clocks {
  readonly server: number;
  readonly here: number;
}

/** Coze's words for a refusal (docs/coze-protocol.md, 7). */
const problems: Readonly<Record<string, OAuthProblem>> = {
  authorization_pending: 'pending',
  slow_down: 'slowDown',
  access_denied: 'denied',
  access_deny: 'denied',
  expired_token: 'expired',
  invalid_grant: 'expired',
  invalid_client: 'clientUnknown',
  unauthorized_client: 'clientUnknown',
  invalid_request: 'other',
  unsupported_grant_type: 'other',
};

/** Words for failures that another try can overcome. */
const passing: ReadonlySet<string> = new Set(['internal_error', 'server_error', 'temporarily_unavailable']);

const text = v.optional(v.string(), '');
/** The three spellings of a refusal: `error`, `error_code`, or the word as `msg`. */
const refusal = v.looseObject({
  error: v.fallback(text, ''),
  error_code: v.fallback(text, ''),
  error_message: v.fallback(text, ''),
  error_description: v.fallback(text, ''),
  msg: v.fallback(text, ''),
});

/** Ids and codes that the service sends as text or as a number. */
const word = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger(), v.transform(String))]),
  v.regex(/^[\x21-\x7e]{1,4096}$/),
);
const duration = v.pipe(numeric, v.finite(), v.minValue(0));

const deviceCode = v.object({
  device_code: word,
  // Shown in texts of VS Code, which can have links and icons.
  user_code: v.pipe(word, v.regex(/^[\w-]{1,32}$/)),
  verification_uri: word,
  expires_in: v.fallback(v.optional(duration, 300), 300),
  interval: v.fallback(v.optional(duration, 5), 5),
});

const tokens = v.object({
  access_token: word,
  refresh_token: v.fallback(v.optional(word, ''), ''),
  expires_in: v.optional(duration),
});

/** Values above this are a Unix time, those below a number of seconds. */
const leastUnixTime = 1_000_000_000;
/** Life of an access token, in seconds, for a reply without a plausible time. */
const usualLife = 900;
const longestLife = 366 * 86_400;

export function readDeviceCode(value: unknown, clocks: Clocks): DeviceCode | undefined {
  const read = v.safeParse(deviceCode, value);
  if (!read.success) return undefined;
  const { device_code, user_code, verification_uri, expires_in, interval } = read.output;
  return {
    deviceCode: device_code,
    userCode: user_code,
    verificationUri: verification_uri,
    expiresAt: expiry(expires_in, clocks, 300),
    intervalMs: Math.min(30, Math.max(1, interval)) * 1_000,
  };
}

export function readTokens(value: unknown, clocks: Clocks): OAuthTokens | undefined {
  const read = v.safeParse(tokens, value);
  if (!read.success) return undefined;
  const { access_token, refresh_token, expires_in } = read.output;
  return {
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresAt: expiry(expires_in ?? usualLife, clocks, usualLife),
  };
}

/**
 * The end of something, by the clock of this computer. Coze sends a Unix time for tokens, which is compared with the
 * `Date` of the reply, so that a wrong clock of this computer does not matter.
 */
function expiry(sent: number, { server, here }: Clocks, usual: number): number {
  const life = sent < leastUnixTime ? sent : sent - server / 1_000;
  return here + (life > 0 && life <= longestLife ? life : usual) * 1_000;
}

/**
 * Reads a reply of an OAuth endpoint. A refusal is returned. Throws {@link CozeError} for an error of the server, a reply
 * of a proxy and a reply that `read` does not accept. The log ID is in each of them.
 */
export async function readOAuthReply<T>(
  { response, text: body, context }: AnonymousReply,
  read: (value: unknown, clocks: Clocks) => T | undefined,
  here: number,
): Promise<T | OAuthRefusal> {
  const value = parseWireJson(body);
  const refused = refusalIn(value, context);
  if (refused) return refused;
  const { status } = response;
  const failure = response.ok ? decodeFailureBody(body, context) : undefined;
  if (failure) throw new CozeError(failure);
  // Self-hosted Coze checks the session before the path: it replies 401 to every path that it does not have.
  if (status === 401 || status === 404) {
    const logId = context.logId === undefined ? {} : { logId: context.logId };
    return { problem: 'unsupported', code: `HTTP ${String(status)}`, message: '', ...logId };
  }
  if (!response.ok) throw await errorFromReply(response, new ReplyBody(new Response(body)), context);
  const server = Date.parse(response.headers.get('date') ?? '');
  const output = read(dataIn(value), { server: Number.isNaN(server) ? here : server, here });
  if (output !== undefined) return output;
  throw new CozeError(
    errorInfo('badContent', {
      params: { host: context.host },
      ...(context.logId !== undefined && { logId: context.logId }),
    }),
  );
}

function refusalIn(value: unknown, { secrets, logId }: AnonymousReply['context']): OAuthRefusal | undefined {
  const read = v.safeParse(refusal, value);
  if (!read.success) return undefined;
  const { error, error_code, error_message, error_description, msg } = read.output;
  const code = [error_code, error].find((each) => /^[a-z][a-z_]+$/.test(each)) ?? msg;
  const isKnown = Object.hasOwn(problems, code);
  if (!isKnown && (code === msg || passing.has(code))) return undefined;
  const message = [error_description, error_message].find((each) => each !== '' && each !== code) ?? '';
  return {
    problem: problems[code] ?? 'other',
    code: redact(code, secrets).slice(0, 100),
    message: foreignLines(redact(message, secrets), 500),
    ...(logId !== undefined && { logId }),
  };
}

/** Some replies are in the envelope of the other endpoints. */
function dataIn(value: unknown): unknown {
  const read = v.safeParse(v.looseObject({ code: v.literal(0), data: v.looseObject({}) }), value);
  return read.success ? read.output.data : value;
}
