import type { ErrorInfo, ErrorReason } from '../shared/errorInfo';
import { isObject } from './json';
import { errorInfo } from './reasons';

/** Where it happened; decides what a code of the system means. */
export interface NetworkSituation {
  readonly host?: string;
  /** The headers had come: an error now is a cut, whatever its code. */
  readonly hasBegun?: boolean;
}

const reasonByCode: Readonly<Record<string, ErrorReason>> = {
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
  UND_ERR_HEADERS_TIMEOUT: 'responseTimeout',
  UND_ERR_BODY_TIMEOUT: 'idleTimeout',
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',
  EHOSTUNREACH: 'offline',
  EADDRNOTAVAIL: 'offline',
  'net::ERR_INTERNET_DISCONNECTED': 'offline',
  'net::ERR_ADDRESS_UNREACHABLE': 'offline',
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

const certificateCode =
  /^(?:CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|net::ERR_(?:CERT|SSL)_)/;

/**
 * Names the failure of a `fetch` or of a read for what it is: Node says `fetch failed` and hides the reason in a chain of
 * causes. Takes only code words over, never the text of an error: that may quote a header.
 */
export function errorFromNetwork(error: unknown, situation: NetworkSituation): ErrorInfo {
  const found = reasonOf(error, situation.hasBegun === true);
  const params = {
    host: situation.host ?? '',
    ...(found.detail !== undefined && { detail: found.detail }),
  };
  return errorInfo(found.reason, { params });
}

function reasonOf(error: unknown, hasBegun: boolean): { reason: ErrorReason; detail?: string } {
  const chain = causesOf(error);
  for (const cause of chain) {
    const code = typeof cause['code'] === 'string' ? cause['code'] : undefined;
    const text = typeof cause['message'] === 'string' ? cause['message'] : '';
    const proxy = proxyReason(text);
    if (proxy) return { reason: proxy };
    if (text.includes('unexpected redirect') || text.includes('net::ERR_UNSAFE_REDIRECT')) {
      return { reason: 'redirected' };
    }
    // Newer platforms give the parser's error a name and no code.
    const unparsed = cause['name'] === 'HTTPParserError' ? 'HPE_INVALID' : undefined;
    const word = code ?? unparsed ?? /\bnet::ERR_[A-Z_]+/.exec(text)?.[0];
    if (word === undefined) continue;
    if (certificateCode.test(word)) return { reason: 'certificate', detail: word };
    const reason = reasonByCode[word] ?? (word.startsWith('HPE_') ? 'badContent' : undefined);
    if (reason === undefined) continue;
    // A time-out of a socket that was talking is a lost connection, not a failure to connect.
    if (hasBegun && reason === 'connectTimeout') return { reason: 'connectionReset', detail: word };
    return { reason, detail: word };
  }
  if (!hasBegun && isWordless407(chain)) return { reason: 'proxyAuth' };
  const isPlatformError = chain.some(
    (cause) => cause['message'] === 'terminated' || cause['message'] === 'fetch failed',
  );
  if (hasBegun || isPlatformError) return { reason: 'connectionReset' };
  const name = chain[0]?.['name'];
  return { reason: 'internal', ...(typeof name === 'string' && { detail: name }) };
}

/** A 407 that no proxy setting handled: the platform's fetch makes it an error without a word or a code. */
function isWordless407([error, cause]: readonly Readonly<Record<string, unknown>>[]): boolean {
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

/** The error, its causes, and the errors of an aggregate ("happy eyeballs" tries several addresses), outermost first. */
function causesOf(error: unknown): readonly Readonly<Record<string, unknown>>[] {
  const found: Readonly<Record<string, unknown>>[] = [];
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
