import { cloudByDomain, isDebugHost } from './clouds';

/** The part of the platform's `URL` that Node and browsers share. */
export interface ParsedUrl {
  readonly href: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly origin: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly searchParams: { get(name: string): string | null };
}

declare const URL: {
  new (text: string): ParsedUrl;
  canParse(text: string): boolean;
};

/** An absolute URL of any scheme, or `undefined`. Never throws. */
export function parseUrl(text: string | undefined): ParsedUrl | undefined {
  return text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
}

/** Scheme, host and port. Throws a `TypeError` unless `url` is an absolute URL. */
export function originOf(url: string): string {
  return new URL(url).origin;
}

/** Host and port, or an empty string where `url` is not an absolute URL. */
export function hostOf(url: string | undefined): string {
  return parseUrl(url)?.host ?? '';
}

/** The port of a request to an http or https URL. */
export function portOf({ port, protocol }: ParsedUrl): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/** Whether the text is a complete http or https URL: an attachment that the service can fetch. */
export function isHttpUrl(text: string | undefined): boolean {
  return text !== undefined && /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}

/** The URL of a service as typed, or `undefined` if it is not an http or https URL. */
export function httpUrl(text: string | undefined): ParsedUrl | undefined {
  const url = parseUrl(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : undefined;
}

/** An https URL without credentials, or `undefined`. */
export function httpsUrl(text: string): ParsedUrl | undefined {
  const url = parseUrl(text);
  return url?.protocol === 'https:' && url.username === '' && url.password === '' ? url : undefined;
}

/**
 * Whether a link may be opened in the browser: https, no credentials in front of the host, and no characters that disguise
 * the host.
 */
export function isHttpsLink(text: string): boolean {
  return !/[\s\\]|\p{Cc}|\p{Cf}/u.test(text) && httpsUrl(text) !== undefined;
}

/**
 * Whether a debug link may be opened: an https link to Coze's own site, or to the origin of `baseUrl`. Links of a service
 * without https stay text, so that an answer cannot make the browser call a local port.
 */
export function isTrustedDebugUrl(text: string, baseUrl: string): boolean {
  const url = isHttpsLink(text) ? parseUrl(text) : undefined;
  if (!url) return false;
  return isDebugHost(url.host) || url.origin === parseUrl(baseUrl)?.origin;
}

/**
 * Whether a file is at one of Coze's own hosts: an https URL of a domain of its clouds, at the standard port
 * (docs/coze-protocol.md, 1.1). Other hosts that Coze stores files at are shared with other services.
 */
export function isCozeFile(text: string): boolean {
  const url = isHttpsLink(text) ? parseUrl(text) : undefined;
  return url !== undefined && url.port === '' && cloudByDomain(url.hostname) !== undefined;
}

/** A base URL as requests use it, or the reason why it cannot be used. `shown` never holds a password. */
export type BaseUrl =
  { readonly baseUrl: string } | { readonly problem: 'invalid' | 'insecure'; readonly shown: string };

/** The path of an endpoint of Coze, as its documentation shows it, at the end of a path. */
const endpointPath = new RegExp(
  String.raw`\/(?:v1(?:\/(?:workflows?|conversations?|chat|files|apps|bots?|workspaces|users)(?:\/.*)?)?|` +
    String.raw`v3(?:\/chat(?:\/.*)?)?|open_api(?:\/.*)?)\/*$`,
);

/**
 * Reads the base URL of a service: drops invisible characters, the trailing slash, the query and a pasted path of an
 * endpoint. Accepts https, and http for this computer only, because the token is sent there.
 */
export function readBaseUrl(text: string): BaseUrl {
  const trimmed = text.replace(/\p{Cf}/gu, '').trim();
  const url = httpUrl(trimmed);
  if (!url || url.username !== '' || url.password !== '') {
    return { problem: 'invalid', shown: trimmed.includes('@') ? '' : trimmed.slice(0, 100) };
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return { problem: 'insecure', shown: url.host };
  const path = url.pathname.replace(endpointPath, '').replace(/\/+$/, '');
  return { baseUrl: `${url.origin}${path}` };
}

/** The base URL as requests use it, or `undefined` where it cannot be used. */
export function usableBaseUrl(text: string): string | undefined {
  const read = readBaseUrl(text);
  return 'baseUrl' in read ? read.baseUrl : undefined;
}

/** The base URL of the API for a base URL that names a page of Coze. */
export function apiUrl(text: string): string | undefined {
  const hostname = parseUrl(text.trim())?.hostname ?? '';
  const cloud = cloudByDomain(hostname);
  return cloud && hostname !== cloud.apiHost ? cloud.baseUrl : undefined;
}

/**
 * `localhost`, 127.0.0.0/8 and ::1, as `URL.hostname` spells them. Subdomains of `localhost` are excluded: a resolver may
 * send them elsewhere.
 */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
