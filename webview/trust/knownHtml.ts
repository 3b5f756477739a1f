import { isAllowedUrl } from '../../src/markdown/parse/inline/urls';
import { attributes, className, mathAttributes, mathTags, tags } from './allowList';

const knownTags: ReadonlySet<string> = new Set([...tags, 'math']);
const knownAttributes: ReadonlySet<string> = new Set(attributes);
const knownMathTags: ReadonlySet<string> = new Set(mathTags);
const knownMathAttributes: ReadonlySet<string> = new Set(['class', ...mathAttributes]);
/** Elements of MathML in which a browser parses HTML: they may contain only text. */
const mathWords: ReadonlySet<string> = new Set(['mi', 'mn', 'mo', 'ms', 'mtext']);

/** Matches text, one of four character references, a closing tag, or an opening tag with quoted attributes. */
const piece = /[^<&]+|&(?:amp|lt|gt|quot);|<\/([a-z0-9]+)>|<([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>/y;
const attribute = / ([a-z-]+)="([^"]*)"/g;
const otherReference = /&(?!(?:amp|lt|gt|quot);)/;

/**
 * Whether HTML has the narrow form that the renderer writes: allowed elements, of MathML only within `math`, allowed
 * attributes in double quotes, and text. Browsers parse this form in only one way, so it needs no sanitising. Takes
 * time in proportion to the length.
 */
export function isKnownHtml(html: string): boolean {
  let isInMath = false;
  let word: string | undefined;
  piece.lastIndex = 0;
  for (let found = piece.exec(html); found; found = piece.exec(html)) {
    const [, closed, opened, attributesOf = ''] = found;
    const name = closed ?? opened;
    if (name !== undefined) {
      if (word !== undefined && closed !== word) return false;
      const isKnown = (isInMath ? knownMathTags : knownTags).has(name) && !(isInMath && opened === 'math');
      isInMath = opened === 'math' || (isInMath && closed !== 'math');
      if (!isKnown || !areKnown(name, attributesOf, isInMath)) return false;
      word = isInMath && opened !== undefined && mathWords.has(opened) ? opened : undefined;
    }
    if (piece.lastIndex === html.length) return !isInMath;
  }
  return html === '';
}

function areKnown(tag: string, attributesOf: string, isInMath: boolean): boolean {
  if (attributesOf === '') return true;
  if (otherReference.test(attributesOf)) return false;
  const names = isInMath ? knownMathAttributes : knownAttributes;
  for (const [, name = '', value = ''] of attributesOf.matchAll(attribute)) {
    if (name === 'href') {
      if (tag !== 'a' || !isAllowedUrl(decoded(value))) return false;
    } else if (!names.has(name)) return false;
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
