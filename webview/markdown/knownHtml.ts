import { isAllowedUrl } from '../../src/markdown/urls';
import { attributes, className, tags } from './allowList';

const knownTags: ReadonlySet<string> = new Set(tags);
const knownAttributes: ReadonlySet<string> = new Set(attributes);

/** Text, one of four character references, a closing tag, or an opening tag with quoted attributes. Nothing else. */
const piece = /[^<&]+|&(?:amp|lt|gt|quot);|<\/([a-z0-9]+)>|<([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>/y;
const attribute = / ([a-z-]+)="([^"]*)"/g;
const otherReference = /&(?!(?:amp|lt|gt|quot);)/;

/**
 * Whether HTML is written in the narrow form of our own renderer: nothing but allowed elements of HTML, allowed attributes in
 * double quotes, and text. A browser cannot read anything else into it, so it may be parsed as it is. MathML is not
 * among it, because names mean other things there.
 */
export function isKnownHtml(html: string): boolean {
  piece.lastIndex = 0;
  for (let found = piece.exec(html); found; found = piece.exec(html)) {
    const name = found[1] ?? found[2];
    if (name !== undefined && !(knownTags.has(name) && areKnown(name, found[3] ?? ''))) return false;
    if (piece.lastIndex === html.length) return true;
  }
  return html === '';
}

function areKnown(tag: string, attributesOf: string): boolean {
  if (attributesOf === '') return true;
  if (otherReference.test(attributesOf)) return false;
  for (const [, name = '', value = ''] of attributesOf.matchAll(attribute)) {
    if (name === 'href') {
      if (tag !== 'a' || !isAllowedUrl(decoded(value))) return false;
    } else if (!knownAttributes.has(name)) return false;
    else if (name === 'class' && !value.split(/\s+/).every((one) => className.test(one))) return false;
  }
  return true;
}

function decoded(value: string): string {
  return value
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
