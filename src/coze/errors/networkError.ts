import { failingProxy } from './failingProxy';
import { isObject } from '../../shared/json/json';
import { errorInfo, type ErrorInfo, type ErrorReason } from '../../shared/errorInfo';

/** The request that failed. Determines the meaning of a system error code. */
export interface NetworkSituation {
  readonly host?: string;
  /** Scheme, host and port of the request. An error with another address comes from a proxy. */
  readonly origin?: string;
  /** The configured proxy for this origin. */
  readonly proxy?: string;
  /** The headers have arrived, so that any error is a lost connection. */
  readonly hasBegun?: boolean;
}

/** The context of a request to an origin. `proxyFor` returns the configured proxy for it. */
export function networkSituation(
  host: string,
  origin: string,
  proxyFor: ((origin: string) => string | undefined) | undefined,
): NetworkSituation {
  const proxy = origin === '' ? undefined : proxyFor?.(origin);
  return { host, ...(origin !== '' && { origin }), ...(proxy !== undefined && { proxy }) };
}

/** Codes of a connection that failed before it was established. */
const reasonByConnectCode: Readonly<Record<string, ErrorReason>> = {
  ENOTFOUND: 'hostNotFound',
  EAI_AGAIN: 'hostNotFound',
  EAI_FAIL: 'hostNotFound',
  EAI_NODATA: 'hostNotFound',
  EAI_NONAME: 'hostNotFound',
  'net::ERR_NAME_NOT_RESOLVED': 'hostNotFound',
  ECONNREFUSED: 'connectionRefused',
  'net::ERR_CONNECTION_REFUSED': 'connectionRefused',
  UND_ERR_CONNECT_TIMEOUT: 'connectTimeout',
  ETIMEDOUT: 'connectTimeout',
  'net::ERR_CONNECTION_TIMED_OUT': 'connectTimeout',
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',
  EHOSTUNREACH: 'offline',
  EHOSTDOWN: 'offline',
  EADDRNOTAVAIL: 'offline',
  // A firewall of this computer.
  EACCES: 'offline',
  EPERM: 'offline',
  'net::ERR_INTERNET_DISCONNECTED': 'offline',
  'net::ERR_ADDRESS_UNREACHABLE': 'offline',
};

/** Codes that an established connection can have as well. Ambiguous without the name of the system call. */
const ambiguousCodes: ReadonlySet<string> = new Set([
  'ETIMEDOUT',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
]);

/** System calls that precede a connection. */
const beforeConnection = /^(?:connect|getaddrinfo|query\w+)$/;

const reasonByCode: Readonly<Record<string, ErrorReason>> = {
  UND_ERR_HEADERS_TIMEOUT: 'responseTimeout',
  UND_ERR_BODY_TIMEOUT: 'idleTimeout',
  UND_ERR_HEADERS_OVERFLOW: 'badContent',
  'net::ERR_NETWORK_CHANGED': 'connectionReset',
  'net::ERR_NETWORK_IO_SUSPENDED': 'computerSlept',
  'net::ERR_PROXY_CONNECTION_FAILED': 'proxyBlocked',
  'net::ERR_TUNNEL_CONNECTION_FAILED': 'proxyBlocked',
  'net::ERR_PROXY_AUTH_UNSUPPORTED': 'proxyAuth',
  ECONNRESET: 'connectionReset',
  ECONNABORTED: 'connectionReset',
  EPIPE: 'connectionReset',
  UND_ERR_SOCKET: 'connectionReset',
  UND_ERR_CLOSED: 'connectionReset',
  UND_ERR_DESTROYED: 'connectionReset',
  ERR_STREAM_PREMATURE_CLOSE: 'connectionReset',
  'net::ERR_CONNECTION_RESET': 'connectionReset',
  'net::ERR_CONNECTION_CLOSED': 'connectionReset',
  'net::ERR_EMPTY_RESPONSE': 'connectionReset',
  'net::ERR_INCOMPLETE_CHUNKED_ENCODING': 'connectionReset',
  EPROTO: 'certificate',
  Z_DATA_ERROR: 'badContent',
  Z_BUF_ERROR: 'connectionReset',
  ERR_INVALID_URL: 'baseUrlInvalid',
};

/** TLS errors of an established connection. */
const brokenTls = /^ERR_SSL_\w*(?:RECORD_MAC|DECRYPTION)/;
/** What answers is no TLS: a service without https, at an address that begins with https. */
const noTls =
  /^(?:ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)|net::ERR_SSL_PROTOCOL_ERROR)$/;
const certificateCode =
  /^(?:CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|net::ERR_(?:CERT|SSL)_)/;

/**
 * Classifies an error of `fetch` or of a body read. Node reports `fetch failed` and hides the reason in a chain of
 * causes. Copies codes only, never the text of an error, which may quote a header.
 */
export function errorFromNetwork(error: unknown, situation: NetworkSituation): ErrorInfo {
  const found = reasonOf(error, situation);
  const params = {
    host: situation.host ?? '',
    ...(found.proxy !== undefined && { proxy: found.proxy }),
    ...(found.detail !== undefined && { detail: found.detail }),
  };
  return errorInfo(found.reason, { params });
}

interface Found {
  readonly reason: ErrorReason;
  readonly detail?: string;
  readonly proxy?: string;
}

function reasonOf(error: unknown, situation: NetworkSituation): Found {
  const chain = causesOf(error);
  const hasBegun = situation.hasBegun === true;
  const wasConnected = hasBegun || chain.some(isOfConnection);
  for (const cause of chain) {
    const text = typeof cause['message'] === 'string' ? cause['message'] : '';
    const proxy = proxyReason(text);
    if (proxy) return { reason: proxy };
    if (text.includes('unexpected redirect') || text.includes('net::ERR_UNSAFE_REDIRECT')) {
      return { reason: 'redirected' };
    }
    const detail = codeWordOf(cause, text);
    if (detail === undefined) continue;
    if (Object.hasOwn(reasonByConnectCode, detail)) {
      const isSure = !wasConnected && (!ambiguousCodes.has(detail) || cause['syscall'] === 'connect');
      return isSure ? connectFailure(detail, cause, situation) : { reason: 'connectionReset', detail };
    }
    const reason = reasonOfCode(detail);
    if (reason !== undefined) return { reason, detail };
  }
  if (!hasBegun && isWordless407(chain)) return { reason: 'proxyAuth' };
  const isPlatformError = chain.some(
    (cause) => cause['message'] === 'terminated' || cause['message'] === 'fetch failed',
  );
  if (hasBegun || isPlatformError) return { reason: 'connectionReset' };
  const name = chain[0]?.['name'];
  return { reason: 'internal', ...(typeof name === 'string' && { detail: name }) };
}

/** The code of one cause. An aggregate has the code of its first error; each of them is in the chain. */
function codeWordOf(cause: Cause, text: string): string | undefined {
  if (Array.isArray(cause['errors']) && cause['errors'].length > 0) return undefined;
  if (typeof cause['code'] === 'string') return cause['code'];
  // Newer versions of Node set a name on the parser's error, and no code.
  if (cause['name'] === 'HTTPParserError') return 'HPE_INVALID';
  return /\bnet::ERR_[A-Z_]+/.exec(text)?.[0];
}

function reasonOfCode(word: string): ErrorReason | undefined {
  if (brokenTls.test(word)) return 'connectionReset';
  if (noTls.test(word)) return 'tlsMissing';
  if (certificateCode.test(word)) return 'certificate';
  if (Object.hasOwn(reasonByCode, word)) return reasonByCode[word];
  return word.startsWith('HPE_') ? 'badContent' : undefined;
}

/** Whether the failed system call requires an established connection. */
function isOfConnection(cause: Cause): boolean {
  const syscall = cause['syscall'];
  // TLS can fail in `write` before any byte of the request is written.
  return typeof syscall === 'string' && !beforeConnection.test(syscall) && cause['code'] !== 'EPROTO';
}

function connectFailure(detail: string, cause: Cause, situation: NetworkSituation): Found {
  const proxy = failingProxy(cause, situation);
  if (proxy !== undefined) return { reason: 'proxyUnreachable', proxy, detail };
  return { reason: reasonByConnectCode[detail] ?? 'connectionReset', detail };
}

/** A 407 that no proxy setting handled: `fetch` rejects with an error that has neither a message nor a code. */
function isWordless407([error, cause]: readonly Cause[]): boolean {
  return (
    error?.['message'] === 'fetch failed' &&
    cause?.['message'] === '' &&
    cause['code'] === undefined &&
    cause['errors'] === undefined
  );
}

function proxyReason(text: string): ErrorReason | undefined {
  if (/proxy authentication required/i.test(text)) return 'proxyAuth';
  const isTunnel = /proxy response|tunnell?ing|proxy connection/i.test(text);
  if (!isTunnel) return undefined;
  return text.includes('407') ? 'proxyAuth' : 'proxyBlocked';
}

const maxCauses = 10;

type Cause = Readonly<Record<string, unknown>>;

/** The error, its causes and the errors of an aggregate ("happy eyeballs" tries several addresses), outermost first. */
function causesOf(error: unknown): readonly Cause[] {
  const found: Cause[] = [];
  const waiting: unknown[] = [error];
  while (waiting.length > 0 && found.length < maxCauses) {
    const next = waiting.shift();
    if (!isObject(next) || found.includes(next)) continue;
    found.push(next);
    waiting.push(next['cause']);
    if (Array.isArray(next['errors'])) waiting.push(...(next['errors'] as unknown[]));
  }
  return found;
}
