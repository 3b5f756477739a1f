import { commonLanguages, otherLanguages } from './languages';
import { partOf, type PartName, type Parts } from '../../onDemand/registry';

/** Matches a line that is too long to be worth highlighting, such as minified code. */
const hugeLine = /[^\n]{2000}/;

/**
 * Returns the part of the view that must be loaded to highlight a language, or `undefined` if none is needed or the
 * language is unknown.
 */
export function missingPart(language: string): PartName | undefined {
  const name = language.toLowerCase();
  const isOther = otherLanguages.has(name);
  if (!isOther && !commonLanguages.has(name)) return undefined;
  if (!partOf('highlight')) return 'highlight';
  return isOther && !partOf('languages') ? 'languages' : undefined;
}

/**
 * Highlights code. Returns the HTML of each line, with spans closed at its end and opened again in the next. A piece of
 * a long block is highlighted on its own, so a comment across pieces may lose its colour.
 */
export function highlightLines(code: string, language: string): readonly string[] {
  const name = language.toLowerCase();
  const hljs = hljsFor(name);
  if (!hljs || hugeLine.test(code)) return escapeHtml(code).split('\n');
  return splitLines(hljs.highlight(code, { language: name, ignoreIllegals: true }).value);
}

function hljsFor(language: string): Parts['highlight'] | undefined {
  const hljs = partOf('highlight');
  if (!hljs || hljs.getLanguage(language)) return hljs;
  const definitions = otherLanguages.has(language) ? partOf('languages') : undefined;
  if (!definitions) return undefined;
  for (const [name, definition] of Object.entries(definitions)) hljs.registerLanguage(name, definition);
  return hljs.getLanguage(language) ? hljs : undefined;
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function splitLines(html: string): readonly string[] {
  const open: string[] = [];
  return html.split('\n').map((line) => {
    const before = open.join('');
    for (const [tag] of line.matchAll(/<[^>]*>/g)) {
      if (tag.startsWith('</')) open.pop();
      else open.push(tag);
    }
    return before + line + '</span>'.repeat(open.length);
  });
}
