import type { HLJSApi } from 'highlight.js';
import { partOf } from '../../onDemand/registry';
import type { PartName } from '../../trust/partUrl';

/** Matches a line that is too long to be worth highlighting, such as minified code. */
const hugeLine = /[^\n]{2000}/;

/**
 * Returns the part of the view that must be loaded to highlight a language, or `undefined`. Which languages there are is
 * known once the highlighter is loaded.
 */
export function missingPart(language: string): PartName | undefined {
  if (language === '') return undefined;
  const highlight = partOf('highlight');
  if (!highlight) return 'highlight';
  const isOther = highlight.otherLanguages.has(language.toLowerCase());
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

function hljsFor(language: string): HLJSApi | undefined {
  const highlight = partOf('highlight');
  if (!highlight) return undefined;
  const { hljs, otherLanguages } = highlight;
  if (hljs.getLanguage(language)) return hljs;
  const definitions = otherLanguages.has(language) ? partOf('languages') : undefined;
  if (!definitions) return undefined;
  for (const [name, definition] of Object.entries(definitions)) hljs.registerLanguage(name, definition);
  return hljs;
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
