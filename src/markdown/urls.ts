import type { MarkdownParser } from './markdownIt';

/** The one thing needed of the platform, which Node and browsers both have. */
declare const URL: { canParse(url: string): boolean };

/**
 * Whether a normalised URL may become a link or an image: https, a plain host name or address, and nothing before it that
 * could pass for one (`https://bank.com@evil.com`, a backslash that browsers read as a slash).
 */
export function isAllowedUrl(url: string): boolean {
  return url.length <= maxUrlLength && shape.test(url) && URL.canParse(url);
}

const shape =
  /^https:\/\/(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#][^\\\s\p{Cc}\p{Cf}]*)?$/iu;

/** Host of an allowed URL as written, for showing where something comes from. Internationalised names are in punycode already. */
export function hostOf(url: string): string {
  return /^https:\/\/([^/?#]+)/i.exec(url)?.[1] ?? '';
}

const maxUrlLength = 8_000;

/**
 * Bare URLs become links only with an explicit `https://`, and end where ASCII ends: Chinese text follows a URL without
 * a space. What is shown is the URL itself, not decoded, so that no character of it can hide or turn around others.
 */
export function useExplicitLinks(markdown: MarkdownParser): void {
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  for (const scheme of ['http:', 'ftp:', 'mailto:', '//']) markdown.linkify.add(scheme, null);
  markdown.linkify.add('https:', { validate: (text, position) => lengthOfRest(text, position) });
  markdown.normalizeLinkText = (url) => url;
}

const urlCharacters = /\/\/[A-Za-z0-9[][A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*/y;

/** How much of the text from `position`, just after `https:`, belongs to the URL. */
function lengthOfRest(text: string, position: number): number {
  urlCharacters.lastIndex = position;
  const rest = urlCharacters.exec(text)?.[0];
  if (rest === undefined) return 0;
  let end = Math.min(rest.length, maxUrlLength);
  let open = 0;
  for (let index = 0; index < end; index++) {
    if (rest[index] === '(' || rest[index] === '[') open++;
    else if (rest[index] === ')' || rest[index] === ']') {
      if (open === 0) end = index;
      open--;
    }
  }
  while (end > 2 && ".,:;!?'*_~([".includes(rest[end - 1] ?? '')) end--;
  return end > 2 ? end : 0;
}
