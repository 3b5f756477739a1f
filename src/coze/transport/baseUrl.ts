import { CozeError } from '../errors/cozeError';
import { errorInfo } from '../errors/reasons';

/**
 * The address of a service as it is used: no trailing slash, no query, no end point that was pasted along. Only https,
 * or http for this very machine, because the token goes there. Throws {@link CozeError} with the cause.
 */
export function normalizeBaseUrl(text: string): string {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) throw invalid(trimmed);
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw invalid(trimmed);
  if (url.username !== '' || url.password !== '' || url.hostname === '') throw invalid(url.host);
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new CozeError(errorInfo('baseUrlInsecure', { params: { host: url.host } }));
  }
  const path = url.pathname.replace(/\/v1(?:\/workflows?(?:\/.*)?)?\/*$/, '').replace(/\/+$/, '');
  return `${url.origin}${path}`;
}

/** The origin a token belongs to, such as `https://api.coze.cn`. Throws like {@link normalizeBaseUrl}. */
export function originOf(baseUrl: string): string {
  return new URL(normalizeBaseUrl(baseUrl)).origin;
}

/**
 * `localhost`, 127.0.0.0/8 and ::1, in the form in which `URL` gives a host name. A name below `localhost` is none: what
 * resolves it may be a server elsewhere.
 */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function invalid(text: string): CozeError {
  // What was typed may hold a password or a token pasted into the wrong box.
  const shown = text.includes('@') ? '' : text.slice(0, 100);
  return new CozeError(errorInfo('baseUrlInvalid', { params: { url: shown } }));
}
