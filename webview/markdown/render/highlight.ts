import { commonLanguages, otherLanguages } from './languages';
import { partOf, type PartName, type Parts } from '../../onDemand/registry';

/** A line that is not worth colours: a bundle in one line is not read. */
const hugeLine = /[^\n]{2000}/;

/** The part of the view that must be loaded before a language has colours; nothing when it has, or never will. */
export function partFor(language: string): PartName | undefined {
  const name = language.toLowerCase();
  const isOther = otherLanguages.has(name);
  if (!isOther && !commonLanguages.has(name)) return undefined;
  if (!partOf('highlight')) return 'highlight';
  return isOther && !partOf('languages') ? 'languages' : undefined;
}

/**
 * Code as HTML, one string for each line, with spans closed at the end of a line and opened again in the next. A part of
 * a long block is coloured on its own, so a comment that is cut in two may lose its colour in the second part.
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
