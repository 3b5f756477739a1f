import type { InlineRule, MarkdownParser } from '../markdownIt';

/** The part of the global URL that Node and browsers share. */
declare const URL: {
  new (url: string): { readonly hostname: string };
  canParse(url: string): boolean;
};

type InlineState = Parameters<InlineRule>[0];

/**
 * Whether a normalised URL may become a link or an image: https, a plain host name or address, and nothing before it that
 * could pass for one (`https://bank.com@evil.com`, a backslash that browsers read as a slash).
 */
export function isAllowedUrl(url: string): boolean {
  return url.length <= maxUrlLength && shape.test(url) && URL.canParse(url);
}

const host = String.raw`https:\/\/(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(?::\d{1,5})?`;
const shape = new RegExp(String.raw`^${host}(?:[/?#][^\\\s\p{Cc}\p{Cf}]*)?$`, 'iu');

/** The host of an allowed URL, with internationalised names in punycode. */
export function hostOf(url: string): string {
  return /^https:\/\/([^/?#]+)/i.exec(url)?.[1] ?? '';
}

const maxUrlLength = 8_000;

/**
 * Normalises a target: the host in punycode, characters that a URL may not contain as `%XX`. The platform converts the host,
 * so that it is the one that a browser opens.
 */
function normalizeLink(target: string): string {
  const [, scheme = '', name = '', port = '', rest = ''] = partsOfUrl.exec(target.trim()) ?? [];
  return scheme + asciiHost(name) + port + encoded(rest);
}

const partsOfUrl = /^(?:(https:\/\/)([^/?#]*?)(:\d*)?(?=[/?#]|$))?(.*)$/is;

/** A host that imitates another (invisible characters, ﬀ for ff) is encoded, so that `isAllowedUrl` refuses it. */
function asciiHost(name: string): string {
  if (/^\[.*\]$/.test(name)) return name;
  const url = `https://${name}`;
  const isInternational = /[^\0-\x7f]/.test(name) && plainName.test(name) && name.normalize('NFKC') === name;
  return isInternational && URL.canParse(url) ? new URL(url).hostname : encoded(name);
}

const plainName = /^(?:[\w.-]|(?![\p{Cc}\p{Cf}])[^\0-\x7f])+$/u;

/** Encodes a part of a URL; existing escapes stay. */
function encoded(text: string): string {
  return encodeURI(text.replace(/\p{Cs}/gu, '\ufffd')).replace(/%25([\da-f]{2})/gi, '%$1');
}

/**
 * Bare URLs become links only with an explicit `https://`, and end where ASCII ends: Chinese text follows a URL without
 * a space. The URL is shown as it is written, not decoded, so that none of its characters can hide or reorder others.
 */
export function useExplicitLinks(markdown: MarkdownParser): void {
  markdown.inline.ruler.at('linkify', bareUrl);
  markdown.normalizeLink = normalizeLink;
  markdown.normalizeLinkText = (url) => url;
}

/** Reads a URL at its colon; the scheme is already pending as text. */
function bareUrl(state: InlineState, silent: boolean): boolean {
  const { src, pos } = state;
  if (state.linkLevel > 0 || !src.startsWith('://', pos) || !scheme.test(state.pending)) return false;
  const start = pos - 'https'.length;
  const length = lengthOfUrl(src.slice(start, Math.min(state.posMax, start + maxUrlLength + 1)));
  if (length === 0) return false;
  const url = src.slice(start, start + length);
  const href = state.md.normalizeLink(url);
  // The target of a link that was refused: of an address with spaces, only the beginning would become a link.
  const isTarget = /\]\(\s*<?$/.test(src.slice(Math.max(0, start - 8), start));
  const isLink = !isTarget && state.md.validateLink(href);
  if (!silent) {
    state.pending = state.pending.slice(0, -'https'.length);
    if (isLink) pushLink(state, url, href);
    else state.pending += url;
  }
  state.pos = start + length;
  return true;
}

function pushLink(state: InlineState, url: string, href: string): void {
  state.push('link_open', 'a', 1).attrs = [['href', href]];
  state.push('text', '', 0).content = state.md.normalizeLinkText(url);
  state.push('link_close', 'a', -1);
}

const scheme = /(?:^|[^a-z0-9.+-])https$/i;
const urlHost = new RegExp(`^${host}`, 'i');
const urlRest = /[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*/y;

/** Length of the URL at the beginning of a text; 0 without a plain host. */
function lengthOfUrl(text: string): number {
  const hostEnd = urlHost.exec(text)?.[0].length ?? 0;
  if (hostEnd === 0 || isMoreOfHost.test(text.slice(hostEnd, hostEnd + 2))) return 0;
  urlRest.lastIndex = hostEnd;
  let end = /[/?#]/.test(text[hostEnd] ?? '') ? hostEnd + (urlRest.exec(text)?.[0].length ?? 0) : hostEnd;
  let open = 0;
  for (let index = hostEnd; index < end; index++) {
    if (text[index] === '(' || text[index] === '[') open++;
    else if (text[index] === ')' || text[index] === ']') {
      if (open === 0) end = index;
      open--;
    }
  }
  while (".,:;!?'*_~([".includes(text[end - 1] ?? '-')) end--;
  return end;
}

/** What follows a user name or a host that is not plain: the URL leads elsewhere than the text before it says. */
const isMoreOfHost = /^(?:[@%&=+$\\]|:[^\s:*_~)\]'"!,;?<>\u0080-\uffff])/;
